public import Tensors

/// x where x > 0, slope · x elsewhere.
public struct LeakyReLU: Layer {
    public let slope: Double

    public init(slope: Double = 0.01) {
        self.slope = slope
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.leakyReLU(slope: slope)
    }
}
