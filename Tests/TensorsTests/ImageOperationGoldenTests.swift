import Tensors
import Testing

extension OperationGolden {
    fileprivate func convolution() throws -> ConvolutionSettings {
        ConvolutionSettings(
            stride: try pair("stride"), padding: try pair("padding"),
            dilation: try pair("dilation"), groups: try whole("groups"))
    }
}

/// Against `Goldens/image_operations.py`.
@Suite struct ImageOperationGoldenTests {
    @Test(arguments: try OperationGolden.all("image_operations"), [ScalarType.float32, .float64])
    func `values and gradients are PyTorch's`(_ golden: OperationGolden, _ type: ScalarType) throws
    {
        // Sums of multiples of 1/16 are exact; only shares of 1/3 and what JSON holds are rounded.
        let tolerance = golden.operation == "bilinear" ? 3e-7 : 0
        try golden.check(type, within: tolerance) { v in
            switch golden.operation {
            case "conv2d": conv2d(v[0], v[1], v[2], try golden.convolution())
            case "conv1d":
                conv1d(
                    v[0], v[1], v[2], stride: try golden.whole("stride"),
                    padding: try golden.whole("padding"), dilation: try golden.whole("dilation"),
                    groups: try golden.whole("groups"))
            case "convTranspose2d":
                convTranspose2d(
                    v[0], v[1], v[2], try golden.convolution(),
                    outputPadding: try golden.pair("outputPadding"))
            case "bilinear":
                upsample2d(v[0], factor: try golden.whole("factor"), mode: .bilinear)
            case "nearest": upsample2d(v[0], factor: try golden.whole("factor"), mode: .nearest)
            default: nil
            }
        }
    }
}
