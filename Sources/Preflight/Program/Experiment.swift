public import Experiments
public import Jobs
public import Randomness

/// An experiment of a program of one's own: data, network and training step in code.
///
/// All that varies from run to run comes in as arguments: the parameters' values and the random
/// keys. A training made from the same values and keys must be the same to the bit, since any
/// worker may be asked for it.
public struct Experiment: Sendable {
    /// Where the rows come from.
    public enum Source: Sendable {
        /// Reads, splits and scales files as an experiment file's `data` does; their paths are
        /// relative to `folder`, and the contents travel to the workers.
        case files(DataSpecification, folder: String = ".")
        /// Makes the rows in code; the keys depend on nothing but the run's seed.
        case code(@Sendable (_ key: (_ purpose: String) -> RandomKey) throws -> ExperimentRows)
    }

    /// Makes a training before its first step.
    public typealias Make =
        @Sendable (_ values: ExperimentValues, _ key: (_ purpose: String) -> RandomKey) ->
        any TrainingStep

    /// What `search` tries and how it judges.
    public struct Search: Sendable {
        /// How many trials, unless the command line says so.
        public var trials: Int
        /// `validation-loss`, `validation-accuracy` or `validation-r2`; the last epoch decides.
        public var metric: String
        /// Which way the metric gets better.
        public var goal: SearchPlan.Goal

        /// Of 60 trials one is among the best 5 % of all points with a probability of 95 %.
        public init(
            trials: Int = 60, metric: String = "validation-loss",
            goal: SearchPlan.Goal = .minimize
        ) {
            self.trials = trials
            self.metric = metric
            self.goal = goal
        }
    }

    /// What it is called on the command line and in reports.
    public let name: String
    /// The seed of all random draws unless the command line says so.
    public let seed: UInt64
    /// How many times a training takes all rows.
    public let epochs: Int
    /// How many rows a step learns from.
    public let batchSize: Int
    /// Its named values.
    public let parameters: [ExperimentParameter]
    /// What a search of it tries.
    public let search: Search
    /// Where the rows come from.
    public let data: Source
    /// Makes a training before its first step.
    public let make: Make

    /// Traps where the name is empty, a number is below 1 or two parameters have one name.
    public init(
        _ name: String, seed: UInt64 = 42, epochs: Int, batchSize: Int,
        parameters: [ExperimentParameter] = [], search: Search = Search(), data: Source,
        training: @escaping Make
    ) {
        if name.isEmpty || epochs < 1 || batchSize < 1 || search.trials < 1 {
            fatalError(
                "an experiment has a name, 1 epoch, row and trial or more, not \"\(name)\" with "
                    + "\(epochs) epochs of batches of \(batchSize) and \(search.trials) trials")
        }
        if Set(parameters.map(\.name)).count != parameters.count {
            fatalError("two parameters of \(name) have one name: \(parameters.map(\.name))")
        }
        self.name = name
        self.seed = seed
        self.epochs = epochs
        self.batchSize = batchSize
        self.parameters = parameters
        self.search = search
        self.data = data
        make = training
    }

    /// The plan of a search; nil where no parameter is drawn.
    var searchPlan: SearchPlan? {
        let space = parameters.compactMap { parameter in
            parameter.distribution.map {
                SearchPlan.Parameter(name: parameter.name, distribution: $0)
            }
        }
        if space.isEmpty { return nil }
        let defaults = parameters.filter { $0.distribution != nil }.reduce(into: [:]) {
            $0[$1.name] = $1.defaultValue
        }
        return SearchPlan(
            space: space, trials: .random(search.trials), defaults: defaults,
            metric: search.metric, goal: search.goal)
    }
}
