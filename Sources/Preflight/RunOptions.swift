internal import ArgumentParser
internal import Foundation
internal import Jobs
internal import Reports

/// What `check` and `search` of an experiment file have in common.
struct RunOptions: ParsableArguments {
    @Argument(help: "The experiment file.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @OptionGroup var settings: RunSettings

    var numerics: String? { settings.numerics }
}

/// Where and how a `check` or a `search` runs, whatever it is of.
struct RunSettings: ParsableArguments {
    @Option(help: "Submit to the coordinator at this address instead of running here.")
    var coordinator: String?

    @Option(help: "The folder of keys for that coordinator.")
    var keys: String?

    @Option(help: "Local worker slots (default: one for each core).")
    var workers: Int?

    @OptionGroup var cores: SlotCores

    @Option(help: "The seed of all random draws (default: the experiment's).")
    var seed: UInt64?

    @Option(help: "The folder for the reports.")
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Compute with these numerics: fused/1 (the default: the same bytes on every processor "
                + "with AVX2), fused-bfloat16/1, or openblas/KERNEL.", valueName: "name"))
    var numerics: String?

    @Option(help: "Give up after this many seconds without any worker, by the coordinator's clock.")
    var workerTimeout: Double = 60

    @Option(help: "Give up after this many seconds without a word of the coordinator.")
    var coordinatorTimeout: Double = 3600

    @OptionGroup var forms: ReportForms

    /// The forms asked for, in order; that of standard output first.
    var formats: [ReportFormat] { forms.formats }

    @Flag(help: "Show the summary alone.")
    var quiet = false

    func validate() throws {
        if let workers, !(1...1024).contains(workers) {
            throw ValidationError("--workers takes 1 to 1024, not \(workers)")
        }
        if coordinator != nil, workers != nil {
            throw ValidationError("--workers are local: leave it out with --coordinator")
        }
        if coordinator != nil, cores.count != 1 {
            throw ValidationError("--cores-per-slot is the worker's: give it there")
        }
        if coordinator == nil, keys != nil {
            throw ValidationError("--keys are for a coordinator: name it with --coordinator")
        }
        try Self.requireSeconds(workerTimeout, "--worker-timeout")
        try Self.requireSeconds(coordinatorTimeout, "--coordinator-timeout")
    }

    /// - Throws: `ValidationError` for what is no length of time, or more than some 30 years.
    static func requireSeconds(_ seconds: Double, _ option: String) throws {
        guard (0...1e9).contains(seconds) else {
            throw ValidationError("\(option) takes 0 to 1000000000 seconds, not \(seconds)")
        }
    }
}
