internal import Components
public import Randomness
public import Tensors

/// A convolution along sequences.
///
/// Input [n, t, channels], output [n, t', filters] with t' = ⌊(t + 2 padding − dilation
/// (kernel − 1) − 1) / stride⌋ + 1, `weight` [filters, kernel, channels / groups], `bias`
/// [filters].
public struct Conv1d: Layer {
    public let weight: Parameter
    public let bias: Parameter?
    public let stride: Int
    public let padding: Int
    public let dilation: Int
    public let groups: Int

    public init(
        weight: Parameter, bias: Parameter?, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
        groups: Int = 1
    ) {
        self.weight = weight
        self.bias = bias
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.groups = groups
    }

    /// - Parameter key: what the initial values are drawn from.
    public init(
        channels: Int, filters: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
        dilation: Int = 1, groups: Int = 1, bias: Bool = true, initializer: Initializer = .he,
        key: RandomKey
    ) {
        let fans = Fans(
            incoming: channels / groups * kernel, outgoing: filters / groups * kernel)
        self.init(
            weight: initializer.weight(
                shape: [filters, kernel, channels / groups], fans: fans, key: key),
            bias: bias ? initializer.bias(count: filters, fans: fans, key: key) : nil,
            stride: stride, padding: padding, dilation: dilation, groups: groups)
    }

    public var filters: Int { weight.shape[0] }
    public var kernel: Int { weight.shape[1] }
    public var channels: Int { weight.shape[2] * groups }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        conv1d(
            input, weight.tracked, bias?.tracked, stride: stride, padding: padding,
            dilation: dilation, groups: groups)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 2, inputShape[1] == channels else {
            throw ShapeError(
                "conv1d takes sequences of shape [length, \(channels)], not \(inputShape)")
        }
        let window = Window(
            kernel: [kernel], stride: [stride], padding: [padding], dilation: [dilation])
        return try window.outputShape(of: inputShape) + [filters]
    }

    /// Each weight once for every position of the output.
    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        try outputShape(for: inputShape).dropLast().reduce(weight.count, *)
    }

    public var signalRole: SignalRole { .product }
}

extension LayerKind {
    package static let conv1d = LayerKind(
        component: ComponentKind(
            name: "conv1d",
            summary: "A convolution of sequences: [length, channels] to [length', filters].",
            synonyms: ["convolution1d", "temporal-convolution"],
            settings: [.filters] + Setting.sequenceWindow
                + [.groups, .bias] + Setting.weights),
        input: .sequences,
        make: { settings, input, key throws(ShapeError) in
            let window = Window(settings, axes: 1)
            return Conv1d(
                channels: input[1], filters: settings.integer("filters"),
                kernel: window.kernel[0], stride: window.stride[0], padding: window.padding[0],
                dilation: window.dilation[0], groups: try settings.groups(of: input[1]),
                bias: settings.flag("bias"), initializer: settings.initializer, key: key)
        })
}
