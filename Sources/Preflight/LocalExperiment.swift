internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Jobs
internal import Networks
internal import Reports
internal import Tensors

/// What the commands have in common that work on one experiment in this process.
struct LocalOptions: ParsableArguments {
    @Argument(help: "The experiment file.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(help: "The seed of all random draws (default: the file's).")
    var seed: UInt64?

    @Option(help: "Cores to compute with; results are the same bytes for any number.")
    var cores = 1

    @Option(
        help: ArgumentHelp(
            "Compute with these numerics (default: fused/1, the same bytes on every processor "
                + "with AVX2).", valueName: "name"))
    var numerics: String?

    @Flag(help: "Print JSON on standard output, words on standard error.")
    var json = false

    func validate() throws {
        guard (1...256).contains(cores) else {
            throw ValidationError("--cores takes 1 to 256, not \(cores)")
        }
    }
}

/// An experiment with its data, read and validated to be worked on in this process.
struct LocalExperiment {
    let input: ExperimentInput
    let seed: UInt64
    let recipe: Recipe

    /// - Parameters:
    ///   - job: keys the random draws.
    ///   - outline: whether the data's headers and some first rows are enough.
    init(_ options: LocalOptions, job: String, outline: Bool = false) throws {
        Numerics.use(try options.numerics.map(Numerics.named) ?? .standard)
        input = try ExperimentInput(path: options.file, hashing: !outline)
        seed = options.seed ?? input.file.defaults.seed
        let (data, teacher) = try input.validate(seed: seed, outline: outline)
        recipe = Recipe(
            input.file.defaults, data: data, teacher: teacher, seed: seed, job: job)
        Cores.use(options.cores)
        for warning in input.file.warnings {
            FileHandle.standardError.say("preflight: warning: \(warning)")
        }
    }

    var specification: ExperimentSpecification { input.file.defaults }

    /// Prints a value as JSON, or words for people.
    static func show(_ value: some Encodable, json: Bool, _ words: () -> String) throws {
        let bytes =
            json ? try CanonicalJSON.encodePretty(value) : Data("\(words())\n".utf8)
        do {
            try FileHandle.standardOutput.write(contentsOf: bytes)
        } catch {
            throw UsageError("cannot write to standard output: \(error.systemReason)")
        }
    }

    /// The columns of a line.
    private static var width: Int { min(RunDisplay.columns() ?? 100, 120) }

    /// A table as wide as the terminal.
    static func text(_ table: Table) -> String {
        TerminalReport(width: width).table(table)
    }

    /// A sentence in lines as wide as the terminal.
    static func text(_ sentence: String) -> String {
        TextWidth.wrapped(sentence, width: width - 2).map { "  \($0)" }.joined(separator: "\n")
    }

    /// Such as `1.23 ms`.
    static func time(_ seconds: Double) -> String {
        seconds < 1e-3
            ? Figure.text(seconds * 1e6, unit: "µs")
            : seconds < 1 ? Figure.text(seconds * 1e3, unit: "ms") : Figure.text(seconds, unit: "s")
    }
}
