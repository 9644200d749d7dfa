/// What a training loop does beside the plain step.
public struct TrainingSettings: Hashable, Sendable {
    /// Gradients are scaled down to this norm where theirs is larger; nil leaves them alone.
    public var clipNorm: Double?
    /// How many batches' gradients make one step.
    public var gradientAccumulation: Int
    /// How many rows an evaluation takes at a time.
    public var evaluationBatchSize: Int
    /// Whether each step's record tells the gradients' norm; it does anyway where they are clipped.
    public var measuresGradientNorm: Bool

    public init(
        clipNorm: Double? = nil, gradientAccumulation: Int = 1, evaluationBatchSize: Int = 256,
        measuresGradientNorm: Bool = false
    ) {
        if gradientAccumulation < 1 {
            fatalError("a step takes 1 batch or more, not \(gradientAccumulation)")
        }
        self.clipNorm = clipNorm
        self.gradientAccumulation = gradientAccumulation
        self.evaluationBatchSize = evaluationBatchSize
        self.measuresGradientNorm = measuresGradientNorm
    }
}
