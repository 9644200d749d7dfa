internal import Components
internal import Tensors

/// The window that a convolution or a pooling slides over an image or a sequence: a number for each
/// axis but the channels.
struct Window {
    let kernel: [Int]
    let stride: [Int]
    let padding: [Int]
    let dilation: [Int]

    init(kernel: [Int], stride: [Int], padding: [Int], dilation: [Int]) {
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
    }

    /// Returns the shape of a pooled image.
    static func shapeOfPooled(
        _ inputShape: [Int], kernel: Int, stride: Int, padding: Int, by layer: String
    ) throws(ShapeError) -> [Int] {
        guard padding <= kernel / 2 else {
            throw ShapeError(
                "\(layer) takes a padding of at most half its kernel \(kernel), not \(padding)")
        }
        guard inputShape.count == 3 else {
            throw ShapeError(
                "\(layer) takes images of shape [height, width, channels], not \(inputShape)")
        }
        let window = Window(
            kernel: [kernel, kernel], stride: [stride, stride], padding: [padding, padding],
            dilation: [1, 1])
        return try window.outputShape(of: inputShape) + [inputShape[2]]
    }

    /// A convolution's, over an image.
    init(kernel: [Int], _ settings: ConvolutionSettings) {
        self.init(
            kernel: kernel, stride: settings.stride.numbers, padding: settings.padding.numbers,
            dilation: settings.dilation.numbers)
    }

    /// Reads a convolution's `kernel`, `stride`, `padding` and `dilation`.
    init(_ settings: Settings, axes: Int = 2) {
        func numbers(_ name: String) -> [Int] { Array(settings.size(name).prefix(axes)) }
        self.init(
            kernel: numbers("kernel"), stride: numbers("stride"), padding: numbers("padding"),
            dilation: numbers("dilation"))
    }

    /// How many values the window covers.
    private var extent: [Int] { zip(kernel, dilation).map { ($0 - 1) * $1 + 1 } }

    /// Returns the output's axes with size' = ⌊(size + 2 padding − extent) / stride⌋ + 1.
    func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
        let padded = zip(input, padding).map { $0 + 2 * $1 }
        guard (kernel + stride + dilation).allSatisfy({ $0 > 0 }), padding.allSatisfy({ $0 >= 0 }),
            zip(padded, extent).allSatisfy({ $0 >= $1 })
        else {
            let border =
                padding.contains { $0 > 0 }
                ? ", \(padded) with its padding of \(words(padding))" : ""
            let spread =
                dilation.contains { $0 > 1 }
                ? " with a dilation of \(words(dilation))" : ""
            throw ShapeError(
                "a window of \(kernel)\(spread) does not fit its input \(input)\(border)")
        }
        return padded.indices.map { (padded[$0] - extent[$0]) / stride[$0] + 1 }
    }

    /// Returns the axes of a transposed convolution's output.
    func transposedShape(of input: [Int], outputPadding: [Int]) throws(ShapeError) -> [Int] {
        let output = kernel.indices.map {
            stride[$0] * (input[$0] - 1) - 2 * padding[$0] + extent[$0] + outputPadding[$0]
        }
        guard output.allSatisfy({ $0 > 0 }) else {
            throw ShapeError(
                "a padding of \(words(padding)) leaves \(output) of its input \(input)")
        }
        return output
    }

    private func words(_ numbers: [Int]) -> String {
        Set(numbers).count == 1 ? "\(numbers[0])" : "\(numbers)"
    }
}

extension AxisPair {
    /// [height, width]
    init(_ numbers: [Int]) { self.init(height: numbers[0], width: numbers[1]) }

    /// [height, width]
    var numbers: [Int] { [height, width] }
}
