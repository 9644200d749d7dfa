internal import Components
public import Tensors

/// Means over as many windows as the output has pixels, whatever the image's size.
///
/// Window i of o over s pixels reaches from ⌊i s / o⌋ to ⌈(i + 1) s / o⌉. A size of 1 is global
/// average pooling. Input and output as [n, h, w, channels].
public struct AdaptiveAvgPool2d: Layer {
    /// Rows of the output.
    public let height: Int
    /// Columns of the output.
    public let width: Int

    /// Makes the layer for an output of this size.
    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }

    /// Makes the layer for a square output.
    public init(_ size: Int) {
        self.init(height: size, width: size)
    }

    public var keepsRange: Bool { true }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        adaptiveAvgPool2d(input, height: height, width: width)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 3, height > 0, width > 0 else {
            throw ShapeError(
                """
                adaptive-avg-pool2d to \(height) x \(width) takes images of shape [height, width, \
                channels], not \(inputShape)
                """)
        }
        return [height, width, inputShape[2]]
    }
}

extension LayerKind {
    package static let adaptiveAvgPool2d = LayerKind(
        component: ComponentKind(
            name: "adaptive-avg-pool2d",
            summary: "Means over as many windows as the output has pixels.",
            synonyms: ["global-avg-pool2d", "global-average-pooling", "gap"],
            settings: [
                .required(
                    "size", "the output's pixels", .size(1...65_536),
                    synonyms: ["output", "output-size", "output_size"])
            ],
            shorthand: "size"),
        input: .images,
        make: { settings, _, _ in
            let size = settings.size("size")
            return AdaptiveAvgPool2d(height: size[0], width: size[1])
        })
}
