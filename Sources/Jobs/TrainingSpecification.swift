/// How long and in which portions an experiment trains.
public struct TrainingSpecification: Hashable, Sendable, Codable {
    public var epochs: Int
    public var batchSize: Int
    /// Gradients are scaled down to this norm where theirs is larger; nil leaves them alone.
    public var clipNorm: Double?
    /// Every gradient's values beyond this, up or down, are brought there; nil leaves them alone.
    public var clipValue: Double?
    /// How many batches' gradients make one step.
    public var gradientAccumulation: Int
    /// Whether the rows are taken in a new random order in each epoch, or always as stored.
    public var shuffle: Bool

    /// When training ends before its last epoch; nil: never.
    public var earlyStopping: EarlyStoppingSpecification?
    /// The decay of the moving average of the weights that is judged in place of the weights
    /// themselves; nil: none.
    public var averageDecay: Double?
    /// How exact products are: their operands.
    public var precision: PrecisionSpecification
    /// By what the loss is multiplied before it is differentiated; nil: by nothing.
    public var lossScale: LossScaleSpecification?
    /// What becomes 0 in the middle of the training; nil: nothing.
    public var pruning: PruningSpecification?

    public init(
        epochs: Int, batchSize: Int, clipNorm: Double? = nil, clipValue: Double? = nil,
        gradientAccumulation: Int = 1, shuffle: Bool = true,
        earlyStopping: EarlyStoppingSpecification? = nil, averageDecay: Double? = nil,
        precision: PrecisionSpecification = .float32, lossScale: LossScaleSpecification? = nil,
        pruning: PruningSpecification? = nil
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.clipNorm = clipNorm
        self.clipValue = clipValue
        self.earlyStopping = earlyStopping
        self.averageDecay = averageDecay
        self.precision = precision
        self.lossScale = lossScale
        self.pruning = pruning
        self.gradientAccumulation = gradientAccumulation
        self.shuffle = shuffle
    }
}

/// The precision of the operands of products.
public enum PrecisionSpecification: String, Hashable, Sendable, Codable, CaseIterable {
    case float32
    case bf16
}

/// By what a loss is multiplied before it is differentiated.
public enum LossScaleSpecification: Hashable, Sendable {
    /// By what the gradients allow.
    case dynamic
    case constant(Double)
}
