public import Tensors

/// (x − mean) / √(variance + ε) of each channel of each image on its own, times a weight and plus a
/// bias where they are learned: input and output [n, height, width, channels].
///
/// Source: D. Ulyanov et al., "Instance normalization", arXiv 1607.08022.
public struct InstanceNorm2d: Layer {
    public let channels: Int
    /// [channels], 1 at first; nil where nothing is learned.
    public let weight: Parameter?
    /// [channels], 0 at first; nil where nothing is learned.
    public let bias: Parameter?
    public let epsilon: Double

    public init(_ channels: Int, affine: Bool = false, epsilon: Double = 1e-5) {
        self.channels = channels
        weight = affine ? Parameter(.full([channels], 1)) : nil
        bias = affine ? Parameter(.zeros([channels])) : nil
        self.epsilon = epsilon
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        instanceNorm(
            input, scale: weight?.tracked ?? .full([channels], 1, type: input.type),
            shift: bias?.tracked ?? .zeros([channels], type: input.type), epsilon: epsilon)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 3, inputShape[2] == channels else {
            throw ShapeError(
                """
                instance-norm2d takes images of shape [height, width, \(channels)], not \
                \(inputShape)
                """)
        }
        return inputShape
    }
}
