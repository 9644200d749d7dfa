import Tensors

private func convolution(
    _ name: String, _ reference: ConvolutionReference, bias: Bool = true, tracked: Bool = true
) -> OperationSample {
    let (stride, padding) = (reference.stride, reference.padding)
    let inputs = [
        Input(shape: reference.images, isTracked: tracked), Input(shape: reference.weight),
    ]
    return OperationSample(
        name, .conv2d, bias ? inputs + [Input(shape: [reference.weight[0]])] : inputs
    ) {
        conv2d($0[0], $0[1], bias ? $0[2] : nil, stride: stride, padding: padding)
    } expected: {
        reference.value($0[0], $0[1], bias ? $0[2] : nil)
    }
}

private func pooling(
    _ shape: [Int], kernel: Int, stride: Int, padding: Int = 0
) -> [OperationSample] {
    let setting = "of \(kernel) by \(stride), padding \(padding)"
    let reference = PoolingReference(shape, kernel: kernel, stride: stride, padding: padding)
    let largest = OperationSample("max pool \(setting)", .maxPool2d, [Input(shape: shape)]) {
        maxPool2d($0[0], kernel: kernel, stride: stride, padding: padding)
    } expected: {
        reference.largest($0[0])
    }
    let average = OperationSample("avg pool \(setting)", .averagePool2d, [Input(shape: shape)]) {
        avgPool2d($0[0], kernel: kernel, stride: stride, padding: padding)
    } expected: {
        reference.average($0[0])
    }
    return [largest, average]
}

private func adaptive(_ shape: [Int], _ height: Int, _ width: Int) -> OperationSample {
    let reference = PoolingReference(shape, bins: height, width)
    return OperationSample(
        "adaptive avg pool \(shape) to \(height) by \(width)", .averagePool2d,
        [Input(shape: shape)]
    ) {
        adaptiveAvgPool2d($0[0], height: height, width: width)
    } expected: {
        reference.average($0[0])
    }
}

let imageSamples: [OperationSample] =
    [
        convolution("conv2d", .init(images: [2, 5, 4, 3], weight: [6, 3, 3, 3], padding: 1)),
        convolution(
            "conv2d, no bias", .init(images: [1, 5, 6, 2], weight: [3, 2, 3, 2]), bias: false),
        convolution(
            "conv2d by 2",
            .init(images: [2, 7, 6, 3], weight: [4, 3, 3, 3], stride: 2, padding: 1)),
        convolution(
            "conv2d by 3, kernel of 2",
            .init(images: [1, 8, 7, 2], weight: [5, 2, 2, 2], stride: 3)),
        convolution("conv2d, 1 by 1", .init(images: [2, 3, 3, 17], weight: [9, 1, 1, 17])),
        convolution(
            "conv2d on data", .init(images: [1, 6, 6, 1], weight: [6, 5, 5, 1], padding: 2),
            tracked: false),
    ]
    + pooling([2, 6, 4, 3], kernel: 2, stride: 2)
    + pooling([1, 7, 6, 5], kernel: 3, stride: 2, padding: 1)
    + pooling([1, 5, 5, 17], kernel: 2, stride: 1)
    + pooling([1, 7, 8, 2], kernel: 2, stride: 3)
    + [
        adaptive([2, 4, 4, 6], 1, 1), adaptive([1, 7, 5, 3], 3, 2), adaptive([1, 6, 6, 2], 3, 3),
        adaptive([1, 2, 3, 2], 4, 5),
    ]
