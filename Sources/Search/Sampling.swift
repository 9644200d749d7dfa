public import Jobs
internal import Randomness

/// Random search: turns a search plan into trials.
///
/// Trial i draws each parameter from the stream named by (run seed, `trial/i`, `parameter/<name>`):
/// it is the same whatever the number of trials, the order of the parameters and the other
/// parameters in the space, so a longer search extends a shorter one.
public enum Sampling {
    /// The most trials that one search may have.
    public static let limit = 1_000_000

    /// Returns the trials of `plan` as jobs `trial/0`, `trial/1`, ….
    ///
    /// A job's parameters are those that the space draws or the list names. A parameter that a
    /// listed trial leaves out gets its value from `defaults`; where that has none, it is left out
    /// here too, and the experiment's own default holds in the worker.
    /// - Throws: `SearchError` where a distribution is impossible, a name stands twice in the
    ///   space, or there are no trials or more than `limit`.
    public static func trials(
        of plan: SearchPlan, seed: UInt64, defaults: [String: ParameterValue] = [:]
    ) throws(SearchError) -> [PlannedJob] {
        guard (1...limit).contains(plan.count) else {
            throw SearchError("a search has 1 to \(limit) trials, this one has \(plan.count)")
        }
        switch plan.trials {
        case .random(let count):
            return try random(count, from: plan.space, seed: seed)
        case .list(let list):
            return listed(list, defaults: defaults)
        }
    }

    private static func random(
        _ count: Int, from space: [SearchPlan.Parameter], seed: UInt64
    ) throws(SearchError) -> [PlannedJob] {
        var samplers: [(name: String, sampler: any Sampler)] = []
        for parameter in space {
            guard !samplers.contains(where: { $0.name == parameter.name }) else {
                throw SearchError("the search space has two parameters \"\(parameter.name)\"")
            }
            do {
                samplers.append((parameter.name, try parameter.distribution.sampler()))
            } catch {
                throw SearchError("parameter \"\(parameter.name)\": \(error)")
            }
        }
        return (0..<count).map { index in
            let job = "trial/\(index)"
            var values: [String: ParameterValue] = [:]
            for (name, sampler) in samplers {
                var stream = RandomStream(
                    RandomKey(seed: seed, job: job, purpose: "parameter/\(name)"))
                values[name] = sampler.draw(from: &stream)
            }
            return PlannedJob(name: job, parameters: values)
        }
    }

    private static func listed(
        _ list: [[String: ParameterValue]], defaults: [String: ParameterValue]
    ) -> [PlannedJob] {
        let named = Set(list.flatMap(\.keys))
        let fallback = defaults.filter { named.contains($0.key) }
        return list.enumerated().map { index, values in
            PlannedJob(
                name: "trial/\(index)",
                parameters: values.merging(fallback) { value, _ in value })
        }
    }
}
