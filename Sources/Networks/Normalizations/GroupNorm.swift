public import Tensors

/// (x − mean) / √(variance + ε) · weight + bias, with statistics over all pixels of each group of
/// neighbouring channels of each image on its own: input and output [n, …, channels].
///
/// Source: Y. Wu, K. He, "Group normalization", arXiv 1803.08494.
public struct GroupNorm: Layer {
    public let groups: Int
    /// [channels], 1 at first.
    public let weight: Parameter
    /// [channels], 0 at first.
    public let bias: Parameter
    public let epsilon: Double

    /// - Parameter groups: a divisor of `channels`.
    public init(groups: Int, channels: Int, epsilon: Double = 1e-5) {
        if groups < 1 || channels % groups != 0 {
            fatalError("\(channels) channels do not split into \(groups) groups")
        }
        self.groups = groups
        weight = Parameter(.full([channels], 1))
        bias = Parameter(.zeros([channels]))
        self.epsilon = epsilon
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        groupNorm(
            input, groups: groups, scale: weight.tracked, shift: bias.tracked, epsilon: epsilon)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.last == weight.value.count else {
            throw ShapeError(
                """
                group-norm takes \(weight.value.count) channels on the last axis, not \
                \(inputShape)
                """)
        }
        return inputShape
    }
}
