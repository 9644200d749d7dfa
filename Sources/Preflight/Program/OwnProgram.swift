internal import Checks
internal import Experiments
internal import Foundation
internal import Jobs

/// A user's own program: what it is called, its experiments and its checks.
struct OwnProgram: Sendable {
    let name: String
    let experiments: [Experiment]
    let checks: StepRegistry

    /// Traps where a name stands twice: the program's author is to see that at the first start.
    init(name: String, experiments: [Experiment], checks: [any StepCheck]) {
        let names = experiments.map(\.name)
        if name.isEmpty || name == PreflightVersion.program.name {
            fatalError("a program needs a name of its own, not \"\(name)\"")
        }
        if experiments.isEmpty || Set(names).count != names.count {
            fatalError("a program has experiments of different names, not \(names)")
        }
        self.name = name
        self.experiments = experiments
        self.checks = StepRegistry(StepRegistry.stock.checks + checks)
    }

    /// Its name, with the digest of this executable: another build may compute otherwise.
    func identity() throws -> Program {
        Program(name: name, build: try BuildDigest.ofThisProgram())
    }

    /// - Throws: `UsageError` where there is no such experiment, or several and none is named.
    func experiment(named wanted: String?) throws -> Experiment {
        guard let wanted else {
            if experiments.count == 1 { return experiments[0] }
            throw UsageError("\(name) has several experiments: name one of \(list)")
        }
        guard let found = experiments.first(where: { $0.name == wanted }) else {
            throw UsageError(
                "\(name) has no experiment \"\(wanted)\""
                    + Spelling.question(wanted, among: experiments.map(\.name)) + ": it has \(list)"
            )
        }
        return found
    }

    private var list: String { experiments.map(\.name).joined(separator: ", ") }
}
