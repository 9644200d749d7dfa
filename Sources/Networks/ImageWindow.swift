/// The window that a convolution or a pooling slides over an image.
struct ImageWindow {
    let kernel: Int
    let stride: Int
    let padding: Int

    /// Returns [height, width, channels] of the output: floor((size + 2 padding − kernel) / stride)
    /// + 1 on both sides.
    func outputShape(
        for inputShape: [Int], of layer: String, channels: Int? = nil
    ) throws(ShapeError) -> [Int] {
        guard inputShape.count == 3 else {
            throw ShapeError(
                "\(layer) takes images of shape [height, width, channels], not \(inputShape)")
        }
        let height = inputShape[0] + 2 * padding - kernel
        let width = inputShape[1] + 2 * padding - kernel
        guard kernel > 0, stride > 0, padding >= 0, height >= 0, width >= 0 else {
            throw ShapeError(
                """
                \(layer) can't slide a window of \(kernel) x \(kernel) with stride \(stride) over \
                \(inputShape[0]) x \(inputShape[1]) pixels with padding \(padding)
                """)
        }
        return [height / stride + 1, width / stride + 1, channels ?? inputShape[2]]
    }
}
