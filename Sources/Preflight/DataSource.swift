internal import Checks
internal import Experiments
internal import Foundation
internal import Jobs
internal import Randomness

/// What `preflight data` reads: an experiment's data section, or files without one.
struct DataSource {
    let name: String
    let seed: UInt64
    /// What stands for the experiment file's hash: its bytes', or those of what was guessed.
    let hash: ContentHash
    let files: ExperimentFiles
    /// What was guessed, for people.
    let said: [String]
    /// The checks' settings of the experiment.
    let settings: [String: CheckSpecification]
    private let checked: CheckedData

    init(_ command: DataCommand) throws {
        if command.file.hasSuffix(".yaml") || command.file.hasSuffix(".yml") {
            try self.init(experiment: command)
        } else {
            try self.init(guess: command)
        }
    }

    private init(experiment command: DataCommand) throws {
        for (option, value) in [("targets", command.targets), ("inputs", command.inputs)]
        where value != nil {
            throw UsageError("--\(option) is said by the experiment's `data` section")
        }
        if command.classes != nil {
            throw UsageError("--classes is said by the experiment's `data` section")
        }
        let file = try ExperimentFile(
            contentsOf: command.file, checks: CheckRegistry.stock.descriptions)
        let url = URL(filePath: command.file)
        let seed = command.seed ?? file.defaults.seed
        let files = try ExperimentFiles(of: file, in: url.deletingLastPathComponent())
        let data = try ExperimentData(file.defaults.data, seed: seed, files: files)
        self.seed = seed
        self.files = files
        name = file.defaults.name
        hash = ContentHash(of: try Data(contentsOf: url))
        said = file.warnings.map { "warning: \($0)" }
        settings = file.defaults.checks
        var checked = CheckedData(data) { RandomKey(seed: seed, job: "", purpose: $0) }
        checked.take(file.defaults, inputShape: data.inputShape)
        self.checked = checked
    }

    private init(guess command: DataCommand) throws {
        let guess = try DataGuess(command)
        let seed = command.seed ?? 0
        let files = try ExperimentFiles(of: guess.specification, in: guess.folder)
        let data = try ExperimentData(guess.specification, seed: seed, files: files)
        self.seed = seed
        self.files = files
        name = URL(filePath: command.file).lastPathComponent
        hash = ContentHash(of: try CanonicalJSON.encode(guess.specification))
        said = guess.said
        settings = [:]
        var checked = CheckedData(data) { RandomKey(seed: seed, job: "", purpose: $0) }
        checked.isUnscaled = true
        self.checked = checked
    }

    func isOn(_ check: String) -> Bool { !(settings[check]?.isOff ?? false) }

    /// The key of a check's purpose, as in the job of that check.
    func key(_ check: String, _ purpose: String) -> RandomKey {
        RandomKey(seed: seed, job: check, purpose: purpose)
    }

    /// The data with a check's own keys.
    func data(key: @escaping (_ purpose: String) -> RandomKey) -> CheckedData {
        var data = checked
        data.key = key
        return data
    }
}
