import Randomness
import Tensors

// Prints the time of a training step of each workload that the arguments name (all without any).
// The numbers are those of the peer's script `step_time.py`: run both alternately on an idle core
// and compare the medians.

/// A workload of a perceptron on random data.
func perceptron(_ name: String, _ sizes: [Int], batch: Int, _ rule: Perceptron.Rule) throws {
    var network = Perceptron(sizes)
    let x = Tensor.normal([batch, sizes[0]], key: RandomKey(key: 5, stream: 0))
    var stream = RandomStream(RandomKey(key: 5, stream: 1))
    let classes = (0..<batch).map { _ in
        Int32(stream.integer(below: UInt64(sizes[sizes.count - 1])))
    }
    var step = 0
    try Figure("step/\(name)", batch: batch) {
        network.train(x, classes, rule, step: step)
        step += 1
    }.print()
}

/// A thousand operations on four values, forward and backward: what an operation costs beside its
/// arithmetic.
func overhead() throws {
    let x = Tensor.full([4], 1)
    try Figure("operation/1000_of_4_values", batch: 1) {
        withTape {
            var y = x.tracked()
            for _ in 0..<1000 { y = y.relu() }
            _ = y.gradients(seed: x)
        }
    }.print()
}

/// A workload of a network on random images.
func images(_ name: String, _ network: ImageNetwork, _ shape: [Int]) throws {
    var network = network
    let x = Tensor.normal(shape, key: RandomKey(key: 5, stream: 0))
    var stream = RandomStream(RandomKey(key: 5, stream: 1))
    let classes = (0..<shape[0]).map { _ in Int32(stream.integer(below: 10)) }
    try Figure("step/\(name)", batch: shape[0]) { network.train(x, classes) }.print()
}

let workloads: [(name: String, run: () throws -> Void)] = [
    (
        "1",
        {
            try perceptron(
                "1_mlp_784_512_256_10", [784, 512, 256, 10], batch: 128,
                .init(learningRate: 0.01, momentum: 0.9))
        }
    ),
    ("2", { try images("2_seed000_cnn", .seed(), [32, 32, 32, 3]) }),
    ("3", { try images("3_lenet5", .leNet(), [64, 28, 28, 1]) }),
    (
        "7",
        {
            try perceptron(
                "7_mlp_64_32_10", [64, 32, 10], batch: 32, .init(learningRate: 0.1))
        }
    ),
    ("overhead", overhead),
    (
        "digits",
        {
            let rule = Perceptron.Rule(
                learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4, dropout: 0.2)
            for batch in [16, 32, 64] {
                for width in [16, 32, 64, 128] {
                    try perceptron(
                        "digits_64_\(width)_10", [64, width, 10], batch: batch, rule)
                }
            }
        }
    ),
]

let wanted = CommandLine.arguments.dropFirst()
for (name, run) in workloads where wanted.isEmpty || wanted.contains(name) { try run() }
