import Experiments
import Jobs
import Testing

@Suite struct ParameterTests {
    /// Reads one parameter's declaration in an otherwise sound file.
    private func file(_ declaration: String) throws -> ExperimentFile {
        let text = WrongFile.sound.replacing(
            "rate: {default: 0.1, search: {log-uniform: [1e-4, 1]}}", with: "rate: \(declaration)")
        return try ExperimentFile(text: text, path: "f")
    }

    @Test(arguments: [
        ("0.5", ParameterValue.real(0.5)), ("1", .integer(1)), ("1.0", .integer(1)),
        ("1e-3", .real(0.001)), ("1E+2", .integer(100)), (".5", .real(0.5)), ("5.", .integer(5)),
        ("+3", .integer(3)),
    ])
    func `decimal numbers are numbers`(_ text: String, _ value: ParameterValue) throws {
        #expect(try file(text).parameters[0].defaultValue == value)
    }

    @Test(arguments: ["no", "yes", "on", "off", "True", "NULL", "1:30", ".inf", "'0.5'", "0x"])
    func `all else is text`(_ text: String) throws {
        let wrong = messages(
            about: WrongFile.sound.replacing("default: 32", with: "default: \(text)"))
        let word = text.replacing("'", with: "")
        #expect(wrong.count == 1)
        #expect(wrong[0].contains("found \"\(word)\""))
    }

    @Test(arguments: [
        ("{uniform: [0.1, 1]}", Distribution.uniform(low: 0.1, high: 1)),
        ("{log_uniform: [0.01, 1]}", .logUniform(low: 0.01, high: 1)),
        ("{loguniform: {min: 0.01, max: 1}}", .logUniform(low: 0.01, high: 1)),
        ("{log_uniform_values: {low: 0.01, high: 1}}", .logUniform(low: 0.01, high: 1)),
        ("{int: [1, 8]}", .integer(low: 1, high: 8)),
        ("{randint: [1, 8]}", .integer(low: 1, high: 8)),
        ("{log_int: [1, 8]}", .logInteger(low: 1, high: 8)),
        ("{categorical: [1, 0.5]}", .choice([.integer(1), .real(0.5)])),
        ("{const: 0.5}", .choice([.real(0.5)])),
    ])
    func `other tools' names are understood`(_ text: String, _ found: Distribution) throws {
        #expect(
            try file("{default: 1, search: \(text)}").parameters[0].distribution == found)
    }

    @Test func `what is doubtful is warned of`() throws {
        let found = try file("{default: 20, search: {uniform: [0.01, 10]}}").warnings
        #expect(
            found.map(\.description) == [
                "f:10:3: parameters.rate: the range from 0.01 to 10 spans more than a factor of "
                    + "100, and nearly all draws lie near its upper end; log-uniform is usual",
                "f:10:3: parameters.rate: the default 20 lies outside of the search range",
            ])
        let unused = WrongFile.sound.replacing("\"${width}\"", with: "32")
            .replacing("trials: 4", with: "trials: 4, goal: minimize")
        #expect(
            try ExperimentFile(text: unused, path: "f").warnings.map(\.description) == [
                "f:11:3: parameters.width: the parameter is never used",
                "f:21:27: search.goal: minimize validation-accuracy? the opposite is usual",
            ])
    }

    @Test func `a parameter may stand for a layer, an optimizer or a word`() throws {
        let text = WrongFile.sound
            .replacing("width: {default: 32, search: {choice: [16, 32]}}", with: "act: relu")
            .replacing("- relu", with: "- ${act}").replacing("\"${width}\"", with: "32")
        let file = try ExperimentFile(text: text, path: "f")
        #expect(file.defaults.model[1].kind == "relu")
        #expect(try file.specification(["act": .text("tanh")]).model[1].kind == "tanh")
        #expect(throws: ExperimentErrors.self) { try file.specification(["act": .text("tan")]) }
    }

    @Test func `anchors and aliases repeat a part of the file`() throws {
        let text = WrongFile.sound
            .replacing("linear: \"${width}\"", with: "linear: &hidden {features: 12}")
            .replacing("  - linear: 10", with: "  - linear: *hidden\n  - linear: 10")
            .replacing("width: {default: 32, search: {choice: [16, 32]}}", with: "")
        let model = try ExperimentFile(text: text, path: "f").defaults.model
        #expect(model[3] == model[4])
        #expect(model[4].settings["features"] == .scalar(.integer(12)))
    }
}
