/// What a training loop does beside the plain step.
public struct TrainingSettings: Hashable, Sendable {
    /// Gradients are scaled down to this norm where theirs is larger; nil leaves them alone.
    public var clipNorm: Double?
    /// Every gradient's values beyond this, up or down, are brought there; before clipping by norm.
    public var clipValue: Double?
    /// How many batches' gradients make one step.
    public var gradientAccumulation: Int
    /// How many rows an evaluation takes at a time.
    public var evaluationBatchSize: Int
    /// Whether each step's record tells the gradients' norm; it does anyway where they are clipped.
    public var measuresGradientNorm: Bool

    /// When a training ends before its last epoch; nil: never.
    public var earlyStopping: EarlyStopping?
    /// The decay of an exponential moving average of the weights, which is then judged after each
    /// epoch in place of the weights themselves; in 0 ..< 1.
    public var averageDecay: Double?
    /// By what the loss is multiplied before it is differentiated; nil: by nothing.
    public var lossScaling: LossScaling?
    /// Which weights become 0 in the middle of a training, and stay so; nil: none.
    public var pruning: Pruning?

    /// Makes settings; traps for an accumulation below 1 batch and an average's decay outside of 0
    /// ..< 1.
    public init(
        clipNorm: Double? = nil, clipValue: Double? = nil, gradientAccumulation: Int = 1,
        evaluationBatchSize: Int = 256, measuresGradientNorm: Bool = false,
        earlyStopping: EarlyStopping? = nil, averageDecay: Double? = nil,
        lossScaling: LossScaling? = nil, pruning: Pruning? = nil
    ) {
        if gradientAccumulation < 1 {
            fatalError("a step takes 1 batch or more, not \(gradientAccumulation)")
        }
        if let averageDecay, !(0..<1).contains(averageDecay) {
            fatalError("an average's decay is in 0 ..< 1, not \(averageDecay)")
        }
        self.clipNorm = clipNorm
        self.clipValue = clipValue
        self.earlyStopping = earlyStopping
        self.averageDecay = averageDecay
        self.lossScaling = lossScaling
        self.pruning = pruning
        self.gradientAccumulation = gradientAccumulation
        self.evaluationBatchSize = evaluationBatchSize
        self.measuresGradientNorm = measuresGradientNorm
    }
}
