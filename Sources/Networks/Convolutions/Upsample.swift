internal import Components
public import Tensors

/// Images with `factor` times the height and the width; input and output as [n, h, w, channels].
public struct Upsample: Layer {
    /// How many times the height and the width, from 1.
    public let factor: Int
    /// How the new pixels come from the old ones.
    public let mode: UpsamplingMode

    /// Makes the layer, which has no parameters.
    public init(factor: Int, mode: UpsamplingMode = .nearest) {
        self.factor = factor
        self.mode = mode
    }

    public var keepsRange: Bool { true }

    public func callAsFunction(_ input: Tensor, mode _: Mode) -> Tensor {
        upsample2d(input, factor: factor, mode: mode)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 3, factor > 0 else {
            throw ShapeError(
                """
                upsample by \(factor) takes images of shape [height, width, channels], not \
                \(inputShape)
                """)
        }
        return [inputShape[0] * factor, inputShape[1] * factor, inputShape[2]]
    }
}

extension LayerKind {
    package static let upsample = LayerKind(
        component: ComponentKind(
            name: "upsample",
            summary:
                "More pixels: factor times the height and the width of an image.",
            synonyms: ["upsample2d", "upsampling", "upsampling2d", "resize"],
            settings: [
                .required(
                    "factor", "how many times the height and the width", .integer(1...64),
                    synonyms: ["scale", "scale-factor", "scale_factor", "size"]),
                .optional(
                    "mode", "how new pixels come about", .word(["nearest", "bilinear"]),
                    standard: .text("nearest"),
                    synonyms: ["interpolation"]),
            ],
            shorthand: "factor"),
        input: .images,
        make: { settings, _, _ in
            Upsample(
                factor: settings.integer("factor"),
                mode: settings.word("mode") == "bilinear" ? .bilinear : .nearest)
        })
}
