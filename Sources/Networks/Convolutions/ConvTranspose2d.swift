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

    public var channels: Int { weight.value.shape[0] }
    public var filters: Int { weight.value.shape[3] * settings.groups }

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
        let kernel = weight.value.shape
        func size(_ axis: Int, _ path: KeyPath<AxisPair, Int>) -> Int {
            settings.stride[keyPath: path] * (inputShape[axis] - 1)
                - 2 * settings.padding[keyPath: path]
                + settings.dilation[keyPath: path] * (kernel[axis + 1] - 1)
                + outputPadding[keyPath: path] + 1
        }
        let output = [size(0, \.height), size(1, \.width), filters]
        guard output[0] > 0, output[1] > 0 else {
            throw ShapeError(
                """
                conv-transpose2d leaves \(output[0]) x \(output[1]) pixels of \(inputShape[0]) x \
                \(inputShape[1]) with padding \(settings.padding)
                """)
        }
        return output
    }

    /// Each weight once for every pixel of the input.
    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        _ = try outputShape(for: inputShape)
        return inputShape.dropLast().reduce(weight.value.count, *)
    }
}
