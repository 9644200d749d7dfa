/// The window that a convolution or a pooling slides over an image or a sequence: a number for each
/// axis but the channels.
struct Window {
    let kernel: [Int]
    let stride: [Int]
    let padding: [Int]
    let dilation: [Int]

    /// Reads a pooling's `kernel`, `stride` (by default the kernel) and `padding`.
    init(pooling settings: Settings) {
        let kernel = settings.integer("kernel")
        self.kernel = [kernel, kernel]
        let stride = settings.optionalInteger("stride") ?? kernel
        self.stride = [stride, stride]
        padding = settings.size("padding")
        dilation = [1, 1]
    }

    /// Reads a convolution's `kernel`, `stride`, `padding` and `dilation`.
    init(_ settings: Settings, axes: Int = 2) {
        kernel = Array(settings.size("kernel").prefix(axes))
        stride = Array(settings.size("stride").prefix(axes))
        padding = Array(settings.size("padding").prefix(axes))
        dilation = Array(settings.size("dilation").prefix(axes))
    }

    /// How many values the window covers.
    var extent: [Int] { zip(kernel, dilation).map { ($0 - 1) * $1 + 1 } }

    /// Returns the output's axes with size' = ⌊(size + 2 padding − extent) / stride⌋ + 1.
    func outputShape(of input: [Int]) throws(ShapeProblem) -> [Int] {
        let padded = zip(input, padding).map { $0 + 2 * $1 }
        guard zip(padded, extent).allSatisfy({ $0 >= $1 }) else {
            let border =
                padding.contains { $0 > 0 }
                ? ", \(padded) with its padding of \(words(padding))" : ""
            let spread =
                dilation.contains { $0 > 1 }
                ? " with a dilation of \(words(dilation))" : ""
            throw ShapeProblem(
                "a window of \(kernel)\(spread) does not fit its input \(input)\(border)")
        }
        return padded.indices.map { (padded[$0] - extent[$0]) / stride[$0] + 1 }
    }

    /// Returns the axes of a transposed convolution's output.
    func transposedShape(of input: [Int], outputPadding: [Int]) throws(ShapeProblem) -> [Int] {
        let output = kernel.indices.map {
            stride[$0] * (input[$0] - 1) - 2 * padding[$0] + extent[$0] + outputPadding[$0]
        }
        guard output.allSatisfy({ $0 > 0 }) else {
            throw ShapeProblem(
                "a padding of \(words(padding)) leaves \(output) of its input \(input)")
        }
        return output
    }

    private func words(_ numbers: [Int]) -> String {
        Set(numbers).count == 1 ? "\(numbers[0])" : "\(numbers)"
    }
}
