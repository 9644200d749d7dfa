import Tensors

private func zeros(_ shape: Int...) -> Tensor { .zeros(shape) }

let shapingMisuses: [Misuse] = [
    Misuse("+", "[2, 3, 4]", "[2, 1]") { _ = zeros(2, 3, 4) + zeros(2, 1) },
    Misuse("matmul", "[2, 3, 4]", "[2, 3, 5]") { _ = matmul(zeros(2, 3, 4), zeros(2, 3, 5)) },
    Misuse("matmul", "[2, 3, 4]", "[3, 4, 5]") { _ = matmul(zeros(2, 3, 4), zeros(3, 4, 5)) },
    Misuse("matmul", "[4]", "[4, 5]", "two axes") { _ = matmul(zeros(4), zeros(4, 5)) },
    Misuse("linear", "[2, 4]", "[2, 3, 4]") { _ = linear(zeros(2, 4), zeros(2, 3, 4)) },
    Misuse("permuted", "[0, 0]", "[2, 3]") { _ = zeros(2, 3).permuted([0, 0]) },
    Misuse("permuted", "[1]", "[2, 3]") { _ = zeros(2, 3).permuted([1]) },
    Misuse("transposed", "axis -3", "[2, 3]") { _ = zeros(2, 3).transposed(0, -3) },
    Misuse("sliced", "1..<4", "axis 1", "[2, 3]") { _ = zeros(2, 3).sliced(axis: 1, 1..<4) },
    Misuse("split", "[1, 1]", "axis 1", "[2, 3]") { _ = zeros(2, 3).split(axis: 1, [1, 1]) },
    Misuse("split", "2 parts", "[2, 3]") { _ = zeros(2, 3).split(axis: 1, parts: 2) },
    Misuse("concatenated", "[2, 3]", "[3, 3]") {
        _ = concatenated([zeros(2, 3), zeros(3, 3)], axis: 1)
    },
    Misuse("concatenated", "at least one") { _ = concatenated([], axis: 0) },
    Misuse("padded", "[1]", "[2, 3]") { _ = zeros(2, 3).padded(before: [1], after: [0, 0]) },
    Misuse("expanded", "[2, 3]", "[2, 4]") { _ = zeros(2, 3).expanded(to: [2, 4]) },
    Misuse("squeezed", "[2, 3]") { _ = zeros(2, 3).squeezed(axis: 0) },
    Misuse("unsqueezed", "axis 3", "[2, 3]") { _ = zeros(2, 3).unsqueezed(axis: 3) },
    Misuse("gather", "[2, 3]", "[3, 1]") { _ = zeros(2, 3).gather(axis: 1, zeros(3, 1)) },
    Misuse("gather", "index 3.0", "[2, 3]") {
        _ = zeros(2, 3).gather(axis: 1, Tensor.full([2, 1], 3))
    },
    Misuse("scatterAdd", "[2, 1]", "[2, 2]") {
        _ = zeros(2, 3).scatterAdd(axis: 1, zeros(2, 1), zeros(2, 2))
    },
    Misuse("oneHot", "index 2.0", "[3, 2]") { _ = oneHot(.full([3], 2), classes: 2) },
]
