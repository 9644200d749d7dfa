import Tensors

private func zeros(_ shape: Int...) -> Tensor { .zeros(shape) }

let mathematicsMisuses: [Misuse] = [
    Misuse("sum", "axis 2", "[2, 3]") { _ = zeros(2, 3).sum(axes: [0, 2]) },
    Misuse("mean", "[1, -1]", "[2, 3]", "twice") { _ = zeros(2, 3).mean(axes: [1, -1]) },
    Misuse("max", "[2, 0]") { _ = zeros(2, 0).max(axes: [1]) },
    Misuse("min", "axis -3", "[2, 3]") { _ = zeros(2, 3).min(axes: [-3]) },
    Misuse("argMax", "[0]") { _ = zeros(0).argMax() },
    Misuse("variance", "axis 1", "[3]") { _ = zeros(3).variance(axes: [1]) },
    Misuse("logSumExp", "axis 1", "[3]") { _ = zeros(3).logSumExp(axes: [1]) },
    Misuse("cumulativeSum", "axis 1", "[3]") { _ = zeros(3).cumulativeSum(axis: 1) },
    Misuse("pow", "[2, 3]", "[2]") { _ = zeros(2, 3).pow(zeros(2)) },
    Misuse("softmax", "axis 2", "[2, 3]") { _ = zeros(2, 3).softmax(axis: 2) },
    Misuse("logSoftmax", "axis -3", "[2, 3]") { _ = zeros(2, 3).logSoftmax(axis: -3) },
    Misuse("clamp", "2.0", "1.0") { _ = zeros(3).clamp(min: 2, max: 1) },
    Misuse(".>", "[2, 3]", "[2]") { _ = zeros(2, 3) .> zeros(2) },
    Misuse("replacing", "[2, 3]", "[3]", "[2]") {
        _ = zeros(2, 3).replacing(with: zeros(3), where: zeros(2))
    },
    Misuse("replacing", "float64") {
        _ = zeros(3).replacing(with: 0, where: Tensor.zeros([3], type: .float64))
    },
]
