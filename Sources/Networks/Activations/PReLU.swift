internal import Components
public import Tensors

/// x where x > 0, a learned slope times x elsewhere.
///
/// `weight` holds one slope, or one for each channel (the last axis). Source: K. He et al.,
/// "Delving deep into rectifiers", arXiv 1502.01852.
public struct PReLU: Layer {
    public let weight: Parameter

    /// - Parameter channels: 1 for one slope, whatever the channels.
    public init(channels: Int = 1, slope: Double = 0.25) {
        weight = Parameter([channels], filledWith: slope)
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.prelu(slope: weight.tracked)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard weight.count == 1 || inputShape.last == weight.count else {
            throw ShapeError(
                "prelu takes \(weight.count) channels on the last axis, not \(inputShape)")
        }
        return inputShape
    }
}

extension LayerKind {
    package static let prelu = LayerKind(
        component: ComponentKind(
            name: "prelu",
            summary: "x above 0, a learned slope · x below: one slope, or one for each channel.",
            synonyms: ["parametric-relu"],
            settings: [
                .optional(
                    "per-channel", "whether each channel has a slope of its own", .flag,
                    standard: .flag(false)),
                .optional(
                    "slope", "the slope at the start", .number(.notNegative),
                    standard: .real(0.25)),
                .frozen,
            ]),
        make: { settings, input, _ in
            PReLU(
                channels: settings.flag("per-channel") ? input.last ?? 1 : 1,
                slope: settings.number("slope"))
        })
}
