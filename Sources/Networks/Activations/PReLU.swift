public import Tensors

/// x where x > 0, a learned slope times x elsewhere.
///
/// `weight` holds one slope, or one for each channel (the last axis). Source: K. He et al.,
/// "Delving deep into rectifiers", arXiv 1502.01852.
public struct PReLU: Layer {
    public let weight: Parameter

    /// - Parameter channels: 1 for one slope, whatever the channels.
    public init(channels: Int = 1, slope: Double = 0.25) {
        weight = Parameter(.full([channels], slope))
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.prelu(slope: weight.tracked)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard weight.value.count == 1 || inputShape.last == weight.value.count else {
            throw ShapeError(
                "prelu takes \(weight.value.count) channels on the last axis, not \(inputShape)")
        }
        return inputShape
    }
}
