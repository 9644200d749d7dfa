public import Jobs
internal import Randomness

/// Random search: turns a search plan into trials.
///
/// Trial i draws each parameter from the stream named by (run seed, `trial/i`, `parameter/<name>`):
/// it is the same whatever the number of trials, the order of the parameters and the other
/// parameters in the space, so a longer search extends a shorter one. Where the plan has the file's
/// defaults, these are trial 0, and the others stay as they are.
public struct Sampling: Sendable {
    /// The most trials that one search may have.
    public static let limit = 1_000_000

    private let plan: SearchPlan
    private let seed: UInt64
    private let draws: [(name: String, draw: any Draw)]

    /// - Throws: `SearchError` where a distribution is impossible, a name stands twice in the
    ///   space, there are no trials or more than `limit`, or their list is a blob.
    public init(_ plan: SearchPlan, seed: UInt64) throws(SearchError) {
        guard (1...Self.limit).contains(plan.count) else {
            throw SearchError("a search has 1 to \(Self.limit) trials, this one has \(plan.count)")
        }
        guard plan.listBlob == nil else {
            throw SearchError("the search's list of trials has not been read")
        }
        self.plan = plan
        self.seed = seed
        if case .random = plan.trials {
            draws = try Self.draws(of: plan.space)
        } else {
            draws = []
        }
    }

    private static func draws(
        of space: [SearchPlan.Parameter]
    ) throws(SearchError) -> [(name: String, draw: any Draw)] {
        var draws: [(name: String, draw: any Draw)] = []
        for parameter in space {
            guard !draws.contains(where: { $0.name == parameter.name }) else {
                throw SearchError("the search space has two parameters \"\(parameter.name)\"")
            }
            do {
                draws.append((parameter.name, try parameter.distribution.draw()))
            } catch {
                throw SearchError("parameter \"\(parameter.name)\": \(error)")
            }
        }
        return draws
    }

    /// The trials as jobs `trial/0`, `trial/1`, ….
    public var trials: [PlannedJob] {
        (0..<plan.count).map {
            PlannedJob(name: TrialName.trial($0), parameters: parameters(ofTrial: $0))
        }
    }

    /// Returns the values that the trial `index`, from 0 to the plan's count, is given: those that
    /// the space draws or the list names. A parameter that a listed trial leaves out is left out
    /// here too, and the experiment's own default holds in the worker.
    public func parameters(ofTrial index: Int) -> [String: ParameterValue] {
        if case .list(let list) = plan.trials { return list[index] }
        if index == plan.defaultsTrial, let defaults = plan.defaults { return defaults }
        var values: [String: ParameterValue] = [:]
        for (name, draw) in draws {
            var stream = RandomStream(
                RandomKey(
                    seed: seed, job: TrialName.trial(index), purpose: "parameter/\(name)"))
            values[name] = draw.value(from: &stream)
        }
        return values
    }
}
