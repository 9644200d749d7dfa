internal import Tensors

/// The window that a convolution or a pooling slides over an image.
struct ImageWindow {
    let kernel: AxisPair
    let settings: ConvolutionSettings

    init(_ kernel: AxisPair, _ settings: ConvolutionSettings) {
        self.kernel = kernel
        self.settings = settings
    }

    init(kernel: Int, stride: Int, padding: Int) {
        self.init(
            AxisPair(kernel),
            ConvolutionSettings(stride: AxisPair(stride), padding: AxisPair(padding)))
    }

    /// Returns [height, width, channels] of the output: floor((size + 2 padding − dilation (kernel
    /// − 1) − 1) / stride) + 1 on both sides.
    func outputShape(
        for inputShape: [Int], of layer: String, channels: Int? = nil
    ) throws(ShapeError) -> [Int] {
        guard inputShape.count == 3 else {
            throw ShapeError(
                "\(layer) takes images of shape [height, width, channels], not \(inputShape)")
        }
        let (height, width) = (inputShape[0], inputShape[1])
        guard let rows = size(height, \.height), let columns = size(width, \.width) else {
            let dilation = settings.dilation == 1 ? "" : ", dilation \(words(settings.dilation))"
            throw ShapeError(
                """
                \(layer) can't slide a window of \(kernel.height) x \(kernel.width) with stride \
                \(words(settings.stride))\(dilation) over \(height) x \(width) pixels with padding \
                \(words(settings.padding))
                """)
        }
        return [rows, columns, channels ?? inputShape[2]]
    }

    /// The output's size on one axis; nil where no window fits.
    private func size(_ size: Int, _ path: KeyPath<AxisPair, Int>) -> Int? {
        let (kernel, stride) = (kernel[keyPath: path], settings.stride[keyPath: path])
        let (padding, dilation) = (
            settings.padding[keyPath: path], settings.dilation[keyPath: path]
        )
        let free = size + 2 * padding - dilation * (kernel - 1) - 1
        guard kernel > 0, stride > 0, dilation > 0, padding >= 0, free >= 0 else { return nil }
        return free / stride + 1
    }

    private func words(_ pair: AxisPair) -> String {
        pair.height == pair.width ? "\(pair.height)" : "\(pair.height) x \(pair.width)"
    }
}
