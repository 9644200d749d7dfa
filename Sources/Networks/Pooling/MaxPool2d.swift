internal import Components
public import Tensors

/// The largest value of each window of each channel; input and output as [n, h, w, channels].
///
/// Padding never wins: it counts as −∞.
public struct MaxPool2d: Layer {
    /// Pixels along a window's side.
    public let kernel: Int
    /// Pixels from one window to the next.
    public let stride: Int
    /// Pixels added on every side.
    public let padding: Int

    /// - Parameter stride: nil moves the window by its own size.
    public init(kernel: Int, stride: Int? = nil, padding: Int = 0) {
        self.kernel = kernel
        self.stride = stride ?? kernel
        self.padding = padding
    }

    public var keepsRange: Bool { true }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        maxPool2d(input, kernel: kernel, stride: stride, padding: padding)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        try Window.shapeOfPooled(
            inputShape, kernel: kernel, stride: stride, padding: padding, by: "max-pool2d")
    }
}

extension LayerKind {
    package static let maxPool2d = pooling(
        "max-pool2d", "The largest value of each window of an image.",
        synonyms: ["max-pooling", "maxpooling2d"]
    ) { MaxPool2d(kernel: $0, stride: $1, padding: $2) }
}
