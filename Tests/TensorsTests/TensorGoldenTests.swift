import Tensors
import Testing

extension OperationGolden {
    fileprivate func compute(_ x: [Tensor]) throws -> Tensor? {
        try elementwise(x) ?? reduction(x[0]) ?? moving(x) ?? lookup(x)
    }

    private func elementwise(_ x: [Tensor]) throws -> Tensor? {
        switch operation {
        case "add": x[0] + x[1]
        case "subtract": x[0] - x[1]
        case "multiply": x[0] * x[1]
        case "divide": x[0] / x[1]
        case "matmul": matmul(x[0], x[1])
        case "matmulTransposed": matmul(x[0], x[1], transposeB: true)
        case "sqrt": x[0].sqrt()
        case "abs": x[0].abs()
        case "erf": x[0].erf()
        case "softplus": x[0].softplus()
        case "pow": x[0].pow(try number("number"))
        case "powTensor": x[0].pow(x[1])
        case "clamp": x[0].clamp(min: try numbers("number")[0], max: try numbers("number")[1])
        case "where": x[0].replacing(with: x[1], where: x[0] .> 0.25)
        default: nil
        }
    }

    private func reduction(_ x: Tensor) throws -> Tensor? {
        switch operation {
        case "sum": x.sum(axes: try wholes("axes"))
        case "mean": x.mean(axes: try wholes("axes"))
        case "max": x.max(axes: try wholes("axes"))
        case "min": x.min(axes: try wholes("axes"))
        case "variance": x.variance(axes: try wholes("axes"))
        case "biasedVariance": x.variance(axes: try wholes("axes"), unbiased: false)
        case "logSumExp": x.logSumExp(axes: try wholes("axes"))
        case "softmax": x.softmax(axis: try whole("axes"))
        case "logSoftmax": x.logSoftmax(axis: try whole("axes"))
        case "cumulativeSum": x.cumulativeSum(axis: try whole("axes"))
        default: nil
        }
    }

    private func moving(_ x: [Tensor]) throws -> Tensor? {
        switch operation {
        case "permuted": x[0].permuted(try wholes("axes"))
        case "transposed": x[0].transposed(try whole("axes"), try wholes("axes")[1])
        case "sliced":
            x[0].sliced(
                axis: try whole("axes"), try wholes("range")[0]..<wholes("range")[1],
                step: try wholes("range")[2])
        case "concatenated": concatenated(x, axis: try whole("axes"))
        case "expanded": x[0].expanded(to: try wholes("shape"))
        case "padded":
            x[0].padded(
                before: try wholes("before"), after: try wholes("after"),
                value: try number("number"))
        default: nil
        }
    }

    private func lookup(_ x: [Tensor]) throws -> Tensor? {
        guard settings["indices"] != nil else { return nil }
        let indices = Tensor(
            try numbers("indices"), shape: try wholes("indexShape"), type: x[0].type)
        return switch operation {
        case "gather": x[0].gather(axis: try whole("axes"), indices)
        case "scatterAdd": x[0].scatterAdd(axis: try whole("axes"), indices, x[1])
        case "embedding": embedding(x[0], ids: indices)
        default: nil
        }
    }
}

/// Against `Goldens/tensor_operations.py`.
@Suite struct TensorGoldenTests {
    @Test(
        arguments: try OperationGolden.all("tensor_operations"), [ScalarType.float32, .float64])
    func `values and gradients are PyTorch's`(_ golden: OperationGolden, _ type: ScalarType) throws
    {
        try golden.check(type, within: type == .float32 ? 3e-6 : 1e-11) { try golden.compute($0) }
    }
}
