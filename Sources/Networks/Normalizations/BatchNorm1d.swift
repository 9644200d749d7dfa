public import Tensors

/// Batch normalization of rows of features: input and output [n, channels] or [n, length,
/// channels].
public struct BatchNorm1d: BatchNormalization {
    public let weight: Parameter
    public let bias: Parameter
    public let runningMean: Parameter
    public let runningVariance: Parameter
    public let momentum: Double
    public let epsilon: Double

    public init(_ channels: Int, momentum: Double = 0.1, epsilon: Double = 1e-5) {
        weight = Parameter([channels], filledWith: 1)
        bias = Parameter([channels], filledWith: 0)
        runningMean = Parameter([channels], filledWith: 0, trainable: false)
        runningVariance = Parameter([channels], filledWith: 1, trainable: false)
        self.momentum = momentum
        self.epsilon = epsilon
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard (1...2).contains(inputShape.count), inputShape.last == channels else {
            throw ShapeError(
                "batch-norm1d takes \(channels) channels on the last axis, not \(inputShape)")
        }
        return inputShape
    }
}
