/// When a training ends early: after `patience` epochs in which a metric got no better.
public struct EarlyStoppingSpecification: Hashable, Sendable, Codable {
    /// Losses are to fall, all other metrics to rise.
    public var metric: String
    public var patience: Int
    /// Better by no more than this is no better.
    public var minimumImprovement: Double

    public init(metric: String, patience: Int, minimumImprovement: Double = 0) {
        self.metric = metric
        self.patience = patience
        self.minimumImprovement = minimumImprovement
    }
}
