/// What one optimizer step came to.
public struct StepRecord: Hashable, Sendable {
    /// From 0.
    public let step: Int
    /// The loss before the step, in training mode, as the loss function returned it.
    public let loss: Double
    /// The rows that the step learned from.
    public let rows: Int
    /// Of their targets those that the loss counts: with an ignored class maybe none, and then the
    /// loss is 0 and says nothing.
    public let judged: Int
    /// That of the schedule in this step.
    public let learningRate: Double
    /// The norm of all gradients together before clipping to a norm; nil where nobody asked for it
    /// or the step was skipped.
    public let gradientNorm: Double?
    /// Whether the gradients were scaled down, or any of their values brought to a limit.
    public let isClipped: Bool
    /// Whether the gradients of a scaled loss overflowed, so that nothing was changed by them.
    public let isSkipped: Bool

    /// Makes the record of a step that was taken elsewhere.
    ///
    /// - Parameter judged: how many targets counted; nil: one for each row.
    public init(
        step: Int, loss: Double, rows: Int, judged: Int? = nil, learningRate: Double,
        gradientNorm: Double? = nil, isClipped: Bool = false, isSkipped: Bool = false
    ) {
        self.step = step
        self.loss = loss
        self.rows = rows
        self.judged = judged ?? rows
        self.learningRate = learningRate
        self.gradientNorm = gradientNorm
        self.isClipped = isClipped
        self.isSkipped = isSkipped
    }

    /// Not if loss or gradients are infinite or no number; then the parameters stay as they were.
    public var isFinite: Bool {
        loss.isFinite && (gradientNorm?.isFinite ?? true)
    }
}
