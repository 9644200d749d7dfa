internal import Components
public import Randomness
public import Tensors

/// A transposed convolution: learned upsampling, the shapes of ``Conv2d`` the other way round.
///
/// Input [n, h, w, channels], output [n, h', w', filters] with h' = stride (h − 1) − 2 padding +
/// dilation (kernel − 1) + outputPadding + 1, `weight` [channels, kh, kw, filters / groups], `bias`
/// [filters].
public struct ConvTranspose2d: Layer {
    public let weight: Parameter
    public let bias: Parameter?
    public let settings: ConvolutionSettings
    /// Rows and columns that the output has more, fewer than the stride.
    public let outputPadding: AxisPair

    public init(
        weight: Parameter, bias: Parameter?, settings: ConvolutionSettings = ConvolutionSettings(),
        outputPadding: AxisPair = 0
    ) {
        self.weight = weight
        self.bias = bias
        self.settings = settings
        self.outputPadding = outputPadding
    }

    /// - Parameter key: what the initial values are drawn from.
    public init(
        channels: Int, filters: Int, kernel: AxisPair, stride: AxisPair = 1, padding: AxisPair = 0,
        outputPadding: AxisPair = 0, dilation: AxisPair = 1, groups: Int = 1, bias: Bool = true,
        initializer: Initializer = .he, key: RandomKey
    ) {
        let area = kernel.height * kernel.width
        let fans = Fans(incoming: channels / groups * area, outgoing: filters / groups * area)
        self.init(
            weight: initializer.weight(
                shape: [channels, kernel.height, kernel.width, filters / groups], fans: fans,
                key: key),
            bias: bias ? initializer.bias(count: filters, fans: fans, key: key) : nil,
            settings: ConvolutionSettings(
                stride: stride, padding: padding, dilation: dilation, groups: groups),
            outputPadding: outputPadding)
    }

    public var channels: Int { weight.shape[0] }
    public var filters: Int { weight.shape[3] * settings.groups }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        convTranspose2d(
            input, weight.tracked, bias?.tracked, settings, outputPadding: outputPadding)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 3, inputShape[2] == channels else {
            throw ShapeError(
                """
                conv-transpose2d takes images of shape [height, width, \(channels)], not \
                \(inputShape)
                """)
        }
        let window = Window(kernel: Array(weight.shape[1...2]), settings)
        return try window.transposedShape(of: inputShape, outputPadding: outputPadding.numbers)
            + [filters]
    }

    /// Each weight once for every pixel of the input.
    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        _ = try outputShape(for: inputShape)
        return inputShape.dropLast().reduce(weight.count, *)
    }

    public var signalRole: SignalRole { .product }
}

extension LayerKind {
    package static let convTranspose2d = LayerKind(
        component: ComponentKind(
            name: "conv-transpose2d",
            summary:
                "A transposed convolution of images: [height, width, channels] to more pixels.",
            synonyms: ["transposed-conv2d", "deconvolution", "deconv2d", "convtranspose2d"],
            settings: [.filters] + Setting.imageWindow
                + [
                    .optional(
                        "output-padding", "rows and columns added to the output", .size(0...1_023),
                        standard: .integer(0))
                ]
                + [.groups, .bias] + Setting.weights,
            objection: { settings in
                let (more, stride) = (settings.size("output-padding"), settings.size("stride"))
                return zip(more, stride).allSatisfy { $0 < $1 }
                    ? nil
                    : "found an output padding of \(more); allowed: less than the stride \(stride)"
            }),
        input: .images,
        make: { settings, input, key throws(ShapeError) in
            let window = Window(settings)
            return ConvTranspose2d(
                channels: input[2], filters: settings.integer("filters"),
                kernel: AxisPair(window.kernel), stride: AxisPair(window.stride),
                padding: AxisPair(window.padding),
                outputPadding: AxisPair(settings.size("output-padding")),
                dilation: AxisPair(window.dilation), groups: try settings.groups(of: input[2]),
                bias: settings.flag("bias"), initializer: settings.initializer, key: key)
        })
}
