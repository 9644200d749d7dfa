internal import Components
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

extension LayerKind {
    package static let leakyReLU = LayerKind(
        component: ComponentKind(
            name: "leaky-relu",
            summary: "x above 0, slope · x below.",
            synonyms: ["lrelu"],
            settings: [
                .optional(
                    "slope", "the slope below 0", .number(.notNegative), standard: .real(0.01),
                    synonyms: ["negative-slope", "negative_slope", "alpha"])
            ],
            shorthand: "slope"),
        make: { settings, _, _ in LeakyReLU(slope: settings.number("slope")) })
}
