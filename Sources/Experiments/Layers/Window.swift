/// The window that a convolution or a pooling slides over an image.
struct Window {
    let kernel: Int
    let stride: Int
    let padding: Int

    /// Reads `kernel`, `stride` (by default the kernel, as poolings have it) and `padding`.
    init(_ settings: Settings) {
        kernel = settings.integer("kernel")
        stride = settings.optionalInteger("stride") ?? kernel
        padding = settings.integer("padding")
    }

    /// Returns [height', width'] with size' = ⌊(size + 2 padding − kernel) / stride⌋ + 1.
    func outputShape(of input: [Int]) throws(ShapeProblem) -> [Int] {
        let padded = input.prefix(2).map { $0 + 2 * padding }
        guard padded.allSatisfy({ $0 >= kernel }) else {
            let border = padding > 0 ? ", \(padded) with its padding of \(padding)" : ""
            throw ShapeProblem(
                "a window of [\(kernel), \(kernel)] does not fit its input \(input)\(border)")
        }
        return padded.map { ($0 - kernel) / stride + 1 }
    }
}
