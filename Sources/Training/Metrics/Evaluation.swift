public import Networks

/// How well a network does on a set of rows.
public struct Evaluation: Hashable, Sendable {
    /// The mean loss per row.
    public let loss: Double
    /// The score that belongs to the loss.
    public let score: Score
    /// The value of the score that belongs to the loss; nil where predictions were not counted.
    public let value: Double?
    /// How many rows were judged.
    public let rows: Int
    /// All metrics that suit the loss; nil where only the score was asked.
    public var metrics: Metrics?

    /// Makes an evaluation of what was found.
    public init(loss: Double, score: Score, value: Double?, rows: Int, metrics: Metrics? = nil) {
        self.loss = loss
        self.score = score
        self.value = value
        self.rows = rows
        self.metrics = metrics
    }

    /// The metrics' names with their values: `validation-loss`, `validation-accuracy` or
    /// `validation-r2`, after the prefix, and where all metrics were asked those that have a value.
    public func metrics(prefix: String) -> [String: Double] {
        var named = ["\(prefix)-loss": loss]
        for (name, value) in metrics?.values ?? [:] where value.value.isFinite {
            named["\(prefix)-\(name)"] = value.value
        }
        named["\(prefix)-" + (score == .r2 ? "r2" : "accuracy")] = value
        return named
    }
}
