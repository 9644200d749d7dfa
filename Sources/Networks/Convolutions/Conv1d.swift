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

    public var filters: Int { weight.value.shape[0] }
    public var kernel: Int { weight.value.shape[1] }
    public var channels: Int { weight.value.shape[2] * groups }

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
        let free = inputShape[0] + 2 * padding - dilation * (kernel - 1) - 1
        guard free >= 0 else {
            throw ShapeError(
                """
                conv1d can't slide a window of \(kernel) with dilation \(dilation) over \
                \(inputShape[0]) values with padding \(padding)
                """)
        }
        return [free / stride + 1, filters]
    }

    /// Each weight once for every place of the output.
    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        try outputShape(for: inputShape).dropLast().reduce(weight.value.count, *)
    }
}
