import Tensors
import Testing

/// Against `Goldens/images.py`.
@Suite struct ImageGoldenTests {
    @Test(arguments: try OperationGolden.all("images"), [ScalarType.float32, .float64])
    func `values and gradients are PyTorch's`(_ golden: OperationGolden, _ type: ScalarType) throws
    {
        // Sums of multiples of 1/16 are exact; only means are rounded.
        let tolerance = ["conv2d", "maxPool2d"].contains(golden.operation) ? 0 : 3e-7
        try golden.check(type, within: tolerance) { v in
            switch golden.operation {
            case "conv2d":
                conv2d(
                    v[0], v[1], v[2], stride: try golden.whole("stride"),
                    padding: try golden.whole("padding"))
            case "maxPool2d":
                maxPool2d(
                    v[0], kernel: try golden.whole("kernel"), stride: try golden.whole("stride"),
                    padding: try golden.whole("padding"))
            case "avgPool2d":
                avgPool2d(
                    v[0], kernel: try golden.whole("kernel"), stride: try golden.whole("stride"),
                    padding: try golden.whole("padding"))
            case "adaptiveAvgPool2d":
                adaptiveAvgPool2d(
                    v[0], height: try golden.whole("height"), width: try golden.whole("width"))
            default: nil
            }
        }
    }
}
