import Tensors

private func convolution(
    _ name: String, _ images: [Int], _ weight: [Int], _ settings: ConvolutionSettings,
    bias: Bool = true
) -> OperationSample {
    let reference = WindowReference(images: images, weight: weight, settings: settings)
    let inputs = [Input(shape: images), Input(shape: weight)]
    return OperationSample(
        name, .conv2d, bias ? inputs + [Input(shape: [weight[0]])] : inputs
    ) {
        conv2d($0[0], $0[1], bias ? $0[2] : nil, settings)
    } expected: {
        reference.value($0[0], $0[1], bias ? $0[2] : nil)
    }
}

/// `images` is the shape of the result.
private func transposed(
    _ name: String, _ images: [Int], _ weight: [Int], _ settings: ConvolutionSettings,
    outputPadding: AxisPair = 0, bias: Bool = false
) -> OperationSample {
    let reference = WindowReference(images: images, weight: weight, settings: settings)
    let inputs = [Input(shape: reference.output), Input(shape: weight)]
    return OperationSample(
        name, .convTranspose2d, bias ? inputs + [Input(shape: [images[3]])] : inputs
    ) {
        convTranspose2d($0[0], $0[1], bias ? $0[2] : nil, settings, outputPadding: outputPadding)
    } expected: {
        reference.transposed($0[0], $0[1], bias ? $0[2] : nil)
    }
}

private func sequence(_ name: String, stride: Int, padding: Int, dilation: Int) -> OperationSample {
    let settings = ConvolutionSettings(
        stride: AxisPair(height: 1, width: stride), padding: AxisPair(height: 0, width: padding),
        dilation: AxisPair(height: 1, width: dilation))
    let reference = WindowReference(
        images: [2, 1, 9, 5], weight: [3, 1, 3, 5], settings: settings)
    return OperationSample(
        name, .conv2d, [Input(shape: [2, 9, 5]), Input(shape: [3, 3, 5]), Input(shape: [3])]
    ) {
        conv1d($0[0], $0[1], $0[2], stride: stride, padding: padding, dilation: dilation)
    } expected: {
        reference.value($0[0], $0[1], $0[2])
    }
}

private func upsampled(_ shape: [Int], _ factor: Int, _ mode: UpsamplingMode) -> OperationSample {
    let (height, width, channels) = (shape[1], shape[2], shape[3])
    /// What each output of an axis is made of: two inputs and the share of the second.
    @Sendable func places(_ size: Int) -> [(Int, Int, Double)] {
        (0..<(size * factor)).map { index in
            if mode == .nearest { return (index / factor, index / factor, 0) }
            let place = max((Double(index) + 0.5) / Double(factor) - 0.5, 0)
            return (Int(place), min(Int(place) + 1, size - 1), place - place.rounded(.down))
        }
    }
    return OperationSample(
        "\(mode) upsampling of \(shape) by \(factor)", .upsample2d, [Input(shape: shape)]
    ) {
        upsample2d($0[0], factor: factor, mode: mode)
    } expected: { v in
        var y: [Double] = []
        for n in 0..<shape[0] {
            for (upper, lower, down) in places(height) {
                for (left, right, across) in places(width) {
                    for c in 0..<channels {
                        func x(_ i: Int, _ j: Int) -> Double {
                            v[0][((n * height + i) * width + j) * channels + c]
                        }
                        let top = x(upper, left) * (1 - across) + x(upper, right) * across
                        let bottom = x(lower, left) * (1 - across) + x(lower, right) * across
                        y.append(top * (1 - down) + bottom * down)
                    }
                }
            }
        }
        return y
    }
}

private let uneven = ConvolutionSettings(
    stride: AxisPair(height: 2, width: 3), padding: AxisPair(height: 1, width: 2),
    dilation: AxisPair(height: 2, width: 1), groups: 2)

let windowSamples: [OperationSample] = [
    convolution("conv2d, dilated", [2, 6, 7, 3], [4, 3, 3, 3], .init(padding: 2, dilation: 2)),
    convolution("conv2d, uneven", [1, 7, 8, 4], [6, 3, 2, 2], uneven),
    convolution("conv2d, uneven, no bias", [1, 7, 8, 4], [2, 3, 2, 2], uneven, bias: false),
    convolution(
        "conv2d, depthwise", [2, 5, 4, 19], [19, 3, 3, 1], .init(padding: 1, groups: 19)),
    convolution(
        "conv2d, depthwise by 2, dilated", [1, 8, 9, 3], [3, 3, 3, 1],
        .init(stride: 2, padding: 1, dilation: 2, groups: 3)),
    convolution(
        "conv2d, two filters for each channel", [1, 4, 5, 3], [6, 2, 2, 1], .init(groups: 3)),
    convolution(
        "conv2d, groups of 17 and 18", [2, 3, 4, 34], [36, 2, 2, 17],
        .init(padding: 1, groups: 2)),
    convolution("conv2d of one pixel", [1, 1, 1, 2], [4, 1, 1, 1], .init(groups: 2)),
    transposed("transposed conv2d", [1, 6, 7, 3], [4, 3, 3, 3], .init(padding: 1)),
    transposed(
        "transposed conv2d by 2", [2, 6, 8, 5], [3, 2, 2, 5], .init(stride: 2), bias: true),
    transposed(
        "transposed conv2d by 2, output padding", [1, 6, 8, 2], [4, 3, 3, 2],
        .init(stride: 2, padding: 1), outputPadding: 1),
    transposed(
        "transposed conv2d, depthwise", [1, 5, 6, 3], [3, 3, 3, 1],
        .init(padding: AxisPair(height: 1, width: 0), groups: 3)),
    sequence("conv1d", stride: 1, padding: 1, dilation: 1),
    sequence("conv1d by 2, dilated", stride: 2, padding: 3, dilation: 2),
    upsampled([2, 3, 4, 5], 2, .nearest), upsampled([1, 2, 1, 17], 3, .nearest),
    upsampled([2, 3, 4, 5], 2, .bilinear), upsampled([1, 2, 1, 17], 3, .bilinear),
    upsampled([1, 1, 1, 3], 4, .bilinear),
]
