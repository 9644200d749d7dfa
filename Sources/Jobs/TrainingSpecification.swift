/// How long and in which portions an experiment trains.
public struct TrainingSpecification: Hashable, Sendable, Codable {
    public var epochs: Int
    public var batchSize: Int
    /// Gradients are scaled down to this norm where theirs is larger; nil leaves them alone.
    public var clipNorm: Double?
    /// How many batches' gradients make one step.
    public var gradientAccumulation: Int
    /// Whether the rows are taken in a new random order in each epoch, or always as stored.
    public var shuffle: Bool

    public init(
        epochs: Int, batchSize: Int, clipNorm: Double? = nil, gradientAccumulation: Int = 1,
        shuffle: Bool = true
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.clipNorm = clipNorm
        self.gradientAccumulation = gradientAccumulation
        self.shuffle = shuffle
    }
}
