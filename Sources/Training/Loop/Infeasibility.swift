/// Where a training met a value that is infinite or no number: an answer about its settings, not a
/// fault of the program.
public struct Infeasibility: Hashable, Sendable, CustomStringConvertible {
    /// What was not finite: `loss`, `gradient norm`, a parameter's path or a metric's name.
    public let quantity: String
    /// NaN or an infinity.
    public let value: Double
    /// From 0.
    public let step: Int
    /// From 1.
    public let epoch: Int
    /// The last finite loss of a step; nil if there was none.
    public let lastLoss: Double?

    /// Such as `loss became NaN in step 12 of epoch 1; the last finite loss was 3.5`.
    public var description: String {
        let before = lastLoss.map { "the last finite loss was \($0)" } ?? "no loss was finite"
        // The sign of a NaN depends on the processor.
        let value = value.isNaN ? "NaN" : "\(value)"
        return "\(quantity) became \(value) in step \(step) of epoch \(epoch); \(before)"
    }
}
