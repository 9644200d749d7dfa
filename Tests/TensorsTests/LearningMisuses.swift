import Tensors

private func zeros(_ shape: Int...) -> Tensor { .zeros(shape) }

private func parameter() -> Parameter { Parameter(zeros(2, 2)) }

private let elementLosses: [(String, @Sendable (Tensor, Tensor, Tensor?) -> Tensor)] = [
    ("absoluteError", { absoluteError($0, $1, mask: $2) }),
    ("huberLoss", { huberLoss($0, $1, mask: $2) }),
    ("hingeLoss", { hingeLoss($0, $1, mask: $2) }),
    ("binaryCrossEntropy", { binaryCrossEntropy($0, $1, mask: $2) }),
]

/// Losses of single values and of margins.
let lossMisuses: [Misuse] =
    elementLosses.flatMap { name, loss in
        [
            Misuse(name, "[2, 3]", "[3, 2]") { _ = loss(zeros(2, 3), zeros(3, 2), nil) },
            Misuse(name, "[2, 3]", "[3]") { _ = loss(zeros(2, 3), zeros(2, 3), zeros(3)) },
            Misuse(name, "float32", "float64") {
                _ = loss(zeros(2), Tensor.zeros([2], type: .float64), nil)
            },
            Misuse(name, "targets", "detached") {
                withTape { _ = loss(zeros(2), zeros(2).tracked(), nil) }
            },
            Misuse(name, "detached") {
                withTape { _ = loss(zeros(2), zeros(2), zeros(2).tracked()) }
            },
        ]
    } + [
        Misuse("multiMarginLoss", "[2, 3]", "1 classes") {
            _ = multiMarginLoss(zeros(2, 3), classes: [0])
        },
        Misuse("class 3", "[2, 3]") { _ = multiMarginLoss(zeros(2, 3), classes: [0, 3]) },
        Misuse("class -1", "[2, 3]") { _ = multiMarginLoss(zeros(2, 3), classes: [0, -1]) },
    ]

/// Each rule with a gradient and states that do not fit, and steps that do not count from 1.
let updateMisuses: [Misuse] = [
    Misuse("[4]", "parameter", "[2, 2]") {
        var velocity = zeros(4)
        parameter().applySGD(zeros(2, 2), velocity: &velocity, learningRate: 1, momentum: 0.9)
    },
    Misuse("float64", "[2, 2] (float32)") {
        parameter().applySGD(.zeros([2, 2], type: .float64), learningRate: 1)
    },
    Misuse("[4]", "parameter", "[2, 2]") {
        var (first, second) = (zeros(2, 2), zeros(4))
        parameter().applyAdam(
            zeros(2, 2), first: &first, second: &second, step: 1, learningRate: 1)
    },
    Misuse("Adam", "from 1", "0") {
        var (first, second) = (zeros(2, 2), zeros(2, 2))
        parameter().applyAdam(
            zeros(2, 2), first: &first, second: &second, step: 0, learningRate: 1)
    },
    Misuse("[4]", "parameter", "[2, 2]") {
        var square = zeros(2, 2)
        parameter().applyRMSprop(zeros(4), square: &square, learningRate: 1)
    },
    Misuse("[3]", "parameter", "[2, 2]") {
        var (square, velocity) = (zeros(2, 2), zeros(3))
        parameter().applyRMSprop(
            zeros(2, 2), square: &square, velocity: &velocity, learningRate: 1, momentum: 0.9)
    },
    Misuse("[5]", "parameter", "[2, 2]") {
        var square = zeros(5)
        parameter().applyAdagrad(zeros(2, 2), square: &square, learningRate: 1)
    },
    Misuse("[6]", "parameter", "[2, 2]") {
        var (first, second) = (zeros(6), zeros(2, 2))
        parameter().applyNAdam(
            zeros(2, 2), first: &first, second: &second, step: 1, learningRate: 1,
            gradientShare: 0.1, momentShare: 0.9)
    },
    Misuse("NAdam", "from 1", "-2") {
        var (first, second) = (zeros(2, 2), zeros(2, 2))
        parameter().applyNAdam(
            zeros(2, 2), first: &first, second: &second, step: -2, learningRate: 1,
            gradientShare: 0.1, momentShare: 0.9)
    },
    Misuse("[7]", "parameter", "[2, 2]") {
        var moment = zeros(7)
        parameter().applyLion(zeros(2, 2), moment: &moment, learningRate: 1)
    },
]

let precisionMisuses: [Misuse] = [
    Misuse("roundedToBFloat16", "float32", "float64") {
        _ = Tensor.zeros([2], type: .float64).roundedToBFloat16()
    },
    Misuse("quantizedLinear", "[2, 5]", "[3, 4]") {
        _ = quantizedLinear(zeros(2, 5), QuantizedMatrix(zeros(3, 4)))
    },
    Misuse("[4]", "[3, 4]") {
        _ = quantizedLinear(zeros(2, 4), QuantizedMatrix(zeros(3, 4)), zeros(4))
    },
    Misuse("quantized", "[3]") { _ = QuantizedMatrix(zeros(3)) },
    Misuse("[3, 4]", "infinities") { _ = QuantizedMatrix(.full([3, 4], .infinity)) },
]
