internal import Components
public import Randomness
public import Tensors

/// A two-dimensional convolution (cross-correlation, as everywhere in deep learning).
///
/// Input [n, h, w, channels], output [n, h', w', filters] with h' = ⌊(h + 2 padding − dilation
/// (kernel − 1) − 1) / stride⌋ + 1, `weight` [filters, kh, kw, channels / groups], `bias`
/// [filters].
public struct Conv2d: Layer {
    public let weight: Parameter
    public let bias: Parameter?
    public let settings: ConvolutionSettings

    public init(
        weight: Parameter, bias: Parameter?, settings: ConvolutionSettings = ConvolutionSettings()
    ) {
        self.weight = weight
        self.bias = bias
        self.settings = settings
    }

    /// - Parameters:
    ///   - groups: divides the channels and the filters; each group of filters reads its own group
    ///     of channels.
    ///   - key: what the initial values are drawn from.
    public init(
        channels: Int, filters: Int, kernel: AxisPair, stride: AxisPair = 1, padding: AxisPair = 0,
        dilation: AxisPair = 1, groups: Int = 1, bias: Bool = true, initializer: Initializer = .he,
        key: RandomKey
    ) {
        let area = kernel.height * kernel.width
        let fans = Fans(incoming: channels / groups * area, outgoing: filters / groups * area)
        self.init(
            weight: initializer.weight(
                shape: [filters, kernel.height, kernel.width, channels / groups], fans: fans,
                key: key),
            bias: bias ? initializer.bias(count: filters, fans: fans, key: key) : nil,
            settings: ConvolutionSettings(
                stride: stride, padding: padding, dilation: dilation, groups: groups))
    }

    public var filters: Int { weight.shape[0] }
    public var channels: Int { weight.shape[3] * settings.groups }
    public var kernel: AxisPair {
        AxisPair(height: weight.shape[1], width: weight.shape[2])
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        conv2d(input, weight.tracked, bias?.tracked, settings)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 3, inputShape[2] == channels else {
            throw ShapeError(
                "conv2d takes images of shape [height, width, \(channels)], not \(inputShape)")
        }
        return try Window(kernel: kernel.numbers, settings).outputShape(of: inputShape)
            + [filters]
    }

    /// Each weight once for every pixel of the output.
    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        try outputShape(for: inputShape).dropLast().reduce(weight.count, *)
    }

    public var signalRole: SignalRole { .product }
}

extension LayerKind {
    package static let conv2d = LayerKind(
        component: ComponentKind(
            name: "conv2d",
            summary:
                "A convolution of images: [height, width, channels] to [height', width', filters].",
            synonyms: ["conv", "convolution", "convolution2d", "conv3d"],
            settings: [.filters] + Setting.imageWindow
                + [.groups, .bias] + Setting.weights),
        input: .images,
        make: { settings, input, key throws(ShapeError) in
            let window = Window(settings)
            return Conv2d(
                channels: input[2], filters: settings.integer("filters"),
                kernel: AxisPair(window.kernel), stride: AxisPair(window.stride),
                padding: AxisPair(window.padding), dilation: AxisPair(window.dilation),
                groups: try settings.groups(of: input[2]), bias: settings.flag("bias"),
                initializer: settings.initializer, key: key)
        })
}
