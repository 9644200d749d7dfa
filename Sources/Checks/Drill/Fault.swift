internal import Experiments
package import Jobs

/// A mistake that people make, as changes of somebody's own experiment.
package struct Fault: Sendable {
    /// What a fault comes to on one experiment.
    package enum Planting: Hashable, Sendable {
        case edits([Edit])
        /// Why the experiment cannot have the fault.
        case impossible(String)
    }

    /// The name on the command line and in tables.
    package let name: String
    /// What is wrong, in a few words.
    package let words: String
    /// What a diagnosis should end at.
    package let cause: String
    /// Names of the checks that are to catch it.
    package let checks: [String]
    /// Returns the fault's edits of an experiment.
    package let planting: @Sendable (FaultSite) -> Planting

    init(
        _ name: String, _ words: String, cause: String, checks: [String],
        _ planting: @escaping @Sendable (FaultSite) -> Planting
    ) {
        self.name = name
        self.words = words
        self.cause = cause
        self.checks = checks
        self.planting = planting
    }

    /// A mistake that only a step of one's own can make.
    init(inStep name: String, _ words: String, cause: String, checks: [String]) {
        self.init(name, words, cause: cause, checks: checks) { _ in
            .impossible(
                "no experiment file can ask for it, only a training step of one's own: see "
                    + "examples/own-network")
        }
    }

    /// All faults, in the order of tables.
    package static let all =
        rates + gradients + initialWeights + activations + losses + inputs + targets + amounts
}
