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
    }

    public var space: [Parameter]
    public var trials: Trials
    /// `validation-accuracy`, `validation-loss`, …: the last epoch's value decides.
    public var metric: String
    public var goal: Goal

    public init(space: [Parameter], trials: Trials, metric: String, goal: Goal) {
        self.space = space
        self.trials = trials
        self.metric = metric
        self.goal = goal
    }

    public var count: Int {
        switch trials {
        case .random(let count): count
        case .list(let list): list.count
        }
    }
}
