internal import Components
public import Tensors

/// The mean of each window of each channel; input and output as [n, h, w, channels].
///
/// Padding counts as zeros, as in PyTorch's default.
public struct AvgPool2d: Layer {
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
        avgPool2d(input, kernel: kernel, stride: stride, padding: padding)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        try Window.shapeOfPooled(
            inputShape, kernel: kernel, stride: stride, padding: padding, by: "avg-pool2d")
    }
}

extension LayerKind {
    package static let avgPool2d = pooling(
        "avg-pool2d", "The mean of each window of an image.",
        synonyms: ["average-pool2d", "mean-pool2d", "average-pooling2d"]
    ) { AvgPool2d(kernel: $0, stride: $1, padding: $2) }
}
