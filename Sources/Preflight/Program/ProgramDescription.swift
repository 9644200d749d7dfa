internal import Experiments
internal import Foundation
internal import Jobs

/// What travels to the workers in the place of an experiment file: which of a program's experiments
/// is meant, and the values that the command line gave its parameters.
struct ProgramDescription: Codable, Hashable {
    var schema = "preflight.program-experiment/1"
    let program: String
    let experiment: String
    let values: [String: ParameterValue]

    /// Every parameter's value for a job: its own, else the description's, else the default.
    func values(
        of experiment: Experiment, _ own: [String: ParameterValue]
    ) -> ExperimentValues {
        var all = experiment.parameters.reduce(into: [:]) { $0[$1.name] = $1.defaultValue }
        for (name, value) in values { all[name] = value }
        for (name, value) in own { all[name] = value }
        return ExperimentValues(all)
    }

    /// Reads what `--set` was given.
    ///
    /// - Throws: `UsageError` where a word is no `name=value`, the experiment has no such parameter
    ///   or the value is of another kind than the default.
    static func values(
        _ words: [String], of experiment: Experiment
    ) throws -> [String: ParameterValue] {
        var values: [String: ParameterValue] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard parts.count == 2 else {
                throw UsageError("--set takes NAME=VALUE, not \"\(word)\"")
            }
            guard let parameter = experiment.parameters.first(where: { $0.name == name }) else {
                throw UsageError(
                    "\(experiment.name) has no parameter \"\(name)\""
                        + Spelling.question(name, among: experiment.parameters.map(\.name)))
            }
            guard let value = parameter.defaultValue.reading(String(parts[1])) else {
                throw UsageError(
                    "--set \(name): \"\(parts[1])\" is of another kind than its default, "
                        + "\(parameter.defaultValue)")
            }
            let allowed = parameter.allowed.map { "\($0)" }
            guard allowed.isEmpty || parameter.allowed.contains(value) else {
                throw UsageError(
                    "--set \(name): \"\(parts[1])\" is none of "
                        + allowed.joined(separator: ", ")
                        + Spelling.question(String(parts[1]), among: allowed))
            }
            values[name] = value
        }
        return values
    }
}

extension ParameterValue {
    /// Returns a value of this one's kind that `text` writes; nil where it writes none.
    fileprivate func reading(_ text: String) -> ParameterValue? {
        switch self {
        case .integer: Int(text).map { .integer($0) }
        case .real: Double(text).flatMap { $0.isFinite ? .real($0) : nil }
        case .flag: Bool(text).map { .flag($0) }
        case .text: .text(text)
        }
    }
}
