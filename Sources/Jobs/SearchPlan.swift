/// What a search tries and how its trials are judged.
public struct SearchPlan: Hashable, Sendable, Codable {
    public enum Goal: String, Hashable, Sendable, Codable {
        case minimize, maximize
    }

    public struct Parameter: Hashable, Sendable, Codable {
        public var name: String
        public var distribution: Distribution

        public init(name: String, distribution: Distribution) {
            self.name = name
            self.distribution = distribution
        }
    }

    public enum Trials: Hashable, Sendable {
        /// This many trials, each parameter drawn from the space.
        case random(Int)
        /// These trials, in this order; a parameter that one leaves out keeps its default.
        case list([[String: ParameterValue]])
        /// A list that is a blob of its own, since it is long.
        case blob(ListBlob)
    }

    /// A blob that holds a list of so many trials.
    public struct ListBlob: Hashable, Sendable, Codable {
        public var hash: ContentHash
        public var count: Int

        public init(hash: ContentHash, count: Int) {
            self.hash = hash
            self.count = count
        }
    }

    public var space: [Parameter]
    public var trials: Trials
    /// What trial 0 of a search that draws is given: the file's own defaults, since people compare
    /// with them. They count as one of the trials. Nil: trial 0 is drawn like the others. A list
    /// of trials stays as it is.
    public var defaults: [String: ParameterValue]?
    /// `validation-accuracy`, `validation-loss`, …: the last epoch's value decides.
    public var metric: String
    public var goal: Goal
    /// Runs the leading trials again with fresh seeds, once all trials have ended; nil: doesn't.
    public var repeats: RepeatCount?

    public init(
        space: [Parameter], trials: Trials, defaults: [String: ParameterValue]? = nil,
        metric: String, goal: Goal, repeats: RepeatCount? = nil
    ) {
        self.space = space
        self.trials = trials
        self.defaults = defaults
        self.metric = metric
        self.goal = goal
        self.repeats = repeats
    }

    /// The number of trials, without repeats.
    public var count: Int {
        switch trials {
        case .random(let count): count
        case .list(let list): list.count
        case .blob(let blob): blob.count
        }
    }

    /// The blob that holds its list of trials; nil where none does.
    public var listBlob: ContentHash? {
        if case .blob(let blob) = trials { blob.hash } else { nil }
    }

    /// The index of the trial that has the file's own defaults; nil where none is there for them.
    public var defaultsTrial: Int? {
        if case .random = trials, defaults != nil { 0 } else { nil }
    }
}
