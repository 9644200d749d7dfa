public import Randomness
public import Tensors

/// A two-dimensional convolution (cross-correlation, as everywhere in deep learning).
///
/// Input [n, h, w, channels], output [n, h', w', filters] with h' = (h + 2 padding − kernel) /
/// stride + 1, `weight` [filters, kernel, kernel, channels], `bias` [filters].
public struct Conv2d: Layer {
    public let weight: Parameter
    public let bias: Parameter?
    public let stride: Int
    public let padding: Int

    public init(weight: Parameter, bias: Parameter?, stride: Int = 1, padding: Int = 0) {
        self.weight = weight
        self.bias = bias
        self.stride = stride
        self.padding = padding
    }

    /// - Parameter key: what the initial values are drawn from.
    public init(
        channels: Int, filters: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
        bias: Bool = true, initializer: Initializer = .he, key: RandomKey
    ) {
        let fans = Fans(incoming: channels * kernel * kernel, outgoing: filters * kernel * kernel)
        self.init(
            weight: initializer.weight(
                shape: [filters, kernel, kernel, channels], fans: fans, key: key),
            bias: bias ? initializer.bias(count: filters, fans: fans, key: key) : nil,
            stride: stride, padding: padding)
    }

    public var filters: Int { weight.value.shape[0] }
    public var kernel: Int { weight.value.shape[1] }
    public var channels: Int { weight.value.shape[3] }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        conv2d(input, weight.tracked, bias?.tracked, stride: stride, padding: padding)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 3, inputShape[2] == channels else {
            throw ShapeError(
                "conv2d takes images of shape [height, width, \(channels)], not \(inputShape)")
        }
        let window = ImageWindow(kernel: kernel, stride: stride, padding: padding)
        return try window.outputShape(for: inputShape, of: "conv2d", channels: filters)
    }
}
