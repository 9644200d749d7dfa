internal import Components
public import Tensors

/// Sets each channel of each image to zero with probability `rate` while the network learns, and
/// divides the others by 1 − rate; does nothing in evaluation.
///
/// Neighbouring pixels are alike, so that dropping single ones would hide little. Input and output
/// [n, height, width, channels]. Source: J. Tompson et al., arXiv 1411.4280.
public struct Dropout2d: Layer {
    /// The share of channels that become 0, in 0 ..< 1.
    public let rate: Double

    /// - Parameter rate: in 0 ..< 1.
    public init(_ rate: Double) {
        if !(0..<1).contains(rate) { fatalError("a dropout rate is in 0 ..< 1, not \(rate)") }
        self.rate = rate
    }

    public var keepsRange: Bool { true }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        guard case .training(let key) = mode, rate > 0 else { return input }
        return spatialDropout(input, rate: rate, key: key)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 3 else {
            throw ShapeError(
                "dropout2d takes images of shape [height, width, channels], not \(inputShape)")
        }
        return inputShape
    }
}

extension LayerKind {
    package static let dropout2d = LayerKind(
        component: ComponentKind(
            name: "dropout2d",
            summary: "Sets a share of each image's channels to 0 while the network learns.",
            synonyms: ["spatial-dropout"],
            settings: [
                .required(
                    "rate", "the share of channels set to 0", .number(.fraction),
                    synonyms: ["p", "probability"]
                ).resting(at: .real(0))
            ],
            shorthand: "rate"),
        input: .images,
        make: { settings, _, _ in Dropout2d(settings.number("rate")) })
}
