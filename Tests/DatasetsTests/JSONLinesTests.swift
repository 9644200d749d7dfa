import Components
import Datasets
import Randomness
import Testing

@Suite struct JSONLinesTests {
    /// Reads lines as an experiment does, with what its file says of them.
    private func read(
        _ text: String, inputs: [String] = [], targets: [String] = ["y"],
        reading: Reading = Reading()
    ) throws -> Dataset {
        let format = try #require(DataFormat.all.first { $0.name == "jsonl" })
        let kind = ComponentKind(name: format.name, summary: "", settings: format.keys)
        return try format.read(
            DataFormat.Request(
                source: DataFormat.Source(path: "a.jsonl", inputs: inputs, targets: targets),
                settings: Settings(ComponentSpecification(kind: format.name), kind: kind),
                reading: reading,
                contents: { FileContents(name: $0, bytes: Array(text.utf8)) },
                key: { _ in RandomKey(key: 1, stream: 1) }))
    }

    @Test func `columns are found by key, whatever their order and what stands beside them`() throws
    {
        let data = try read(
            """
            {"a": 1, "note": {"x": [1, {"z": "}"}]}, "b": 2.5e-1, "y": 3}

            {"y": -4, "b": true, "a": null, "note": "\\u00e9\\ud83d\\ude00\\n"}
            """, inputs: ["b", "a"])
        #expect(data.inputShape == [2] && data.featureNames == ["b", "a"])
        #expect(data.inputs.prefix(3) == [0.25, 1, 1] && data.inputs[3].isNaN)
        #expect(data.targets == .values([3, -4], width: 1))
    }

    @Test func `without inputs all keys of the first line but the targets are taken, lists whole`()
        throws
    {
        let data = try read(
            "\u{FEFF}{\"x\": [1, 2, 3], \"y\": \"cat\"}\r\n{\"y\": \"ant\", \"x\": [4, 5, 6]}",
            reading: Reading(classes: 2))
        #expect(data.inputs == [1, 2, 3, 4, 5, 6])
        #expect(data.featureNames == ["x[0]", "x[1]", "x[2]"])
        #expect(data.classNames == ["ant", "cat"])
        #expect(data.targets == .classes([1, 0], count: 2))
    }

    @Test(arguments: [
        ("", "a.jsonl: found no lines, expected a JSON object on each line"),
        (
            "{\"y\": 1}",
            "a.jsonl: found 0 numbers as inputs and 1 as targets, expected at least one of each on "
                + "every line"
        ),
        ("[1]", "a.jsonl, line 1: found \"[1]\", expected an object in braces"),
        (
            "{\"a\": 1, \"y\": 2}\n{\"a\": 1}",
            "a.jsonl, line 2, column \"y\": found no such key, expected one of \"a\""
        ),
        (
            "{\"a\": \"one\", \"y\": 2}",
            "a.jsonl, line 1, column \"a\": found \"one\", expected a number or a list of numbers; "
                + "write missing values as null, or leave this key out"
        ),
        (
            "{\"a\": [1, 2], \"y\": 2}\n{\"a\": [1], \"y\": 2}",
            "a.jsonl, line 2, column \"a\": found 1 numbers, expected 2, as in the first line"
        ),
        (
            "{\"a\": 1, \"a\": 1, \"y\": 2}",
            "a.jsonl, line 1, column \"a\": found the key a second time, expected each key once"
        ),
        (
            "{\"a\": 1, \"y\": 2",
            "a.jsonl, line 1: found the end of the line, expected a comma or the closing brace"
        ),
        (
            "{\"a\": 1 \"y\": 2}",
            "a.jsonl, line 1: found \"\\\"y\\\": 2}\", expected a comma or the closing brace"
        ),
        (
            "{\"a\": 0x1, \"y\": 2}",
            "a.jsonl, line 1: found \"0x1, \\\"y\\\": 2}\", expected a number, a text in quotes, "
                + "true, false, null or a list"
        ),
    ])
    func `what is wrong is said with its line and key`(text: String, message: String) {
        let error = #expect(throws: DataError.self) { try read(text) }
        #expect(error?.description == message)
    }

    @Test func `nesting without end is refused before it is followed`() {
        let deep = "{\"a\": " + String(repeating: "[", count: 100_000)
        let error = #expect(throws: DataError.self) { try read(deep) }
        #expect(error?.expected == "values nested at most 64")
    }

    @Test func `a word among numbers, and a class that training lacks, are errors`() {
        let mixed = #expect(throws: DataError.self) {
            try read(
                "{\"a\": 1, \"y\": \"cat\"}\n{\"a\": 1, \"y\": 2}", reading: Reading(classes: 2))
        }
        #expect(mixed?.description.contains("line 2, column \"y\": found the number 2.0") == true)
        let unknown = #expect(throws: DataError.self) {
            try read(
                "{\"a\": 1, \"y\": \"dog\"}",
                reading: Reading(classes: 2, classNames: ["ant", "cat"]))
        }
        #expect(unknown?.description.contains("found the class \"dog\"") == true)
    }
}
