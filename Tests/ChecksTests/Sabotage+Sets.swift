import Checks
import Datasets
import Experiments
import Jobs
import Randomness
import Tensors
import Training

extension Sabotage {
    /// What is wrong between the two sets, and along the rows.
    static let sets: [Sabotage] = [
        Sabotage(
            "near-duplicates", "a third of the validation rows are noisy training rows",
            of: "ok-17", .warned, "more validation rows than training rows have a training row"
        ) {
            $0.copyNoisily(every: 3)
        },
        Sabotage(
            "overlapping-windows",
            "windows of one recording, cut every third step, split at "
                + "random", of: "ok-17", .warned, "hold the beginning of a training window"
        ) {
            $0.cutWindows(step: 3)
        },
        Sabotage(
            "split-parity", "validation rows a fifth as far from the mean", of: "ok-17", .warned,
            "a small classifier tells validation rows from training rows"
        ) {
            $0.narrowValidation()
        },
        Sabotage(
            "row-drift", "rows that are doubled at every pass", .failed,
            "the same rows are fed at another scale in the third epoch"
        ) {
            $0.doublePerEpoch()
        },
        Sabotage(
            "row-drift", "rows sorted by a column, not shuffled", of: "ok-17", .warned,
            "training takes the rows in that order"
        ) {
            $0.sortByColumn()
        },
    ]
}

extension Recipe {
    mutating func copyNoisily(every: Int) {
        let width = trainingData.inputSize
        var stream = RandomStream(RandomKey(key: 7, stream: 1))
        for row in stride(from: 0, to: validationData.count, by: every) {
            for column in 0..<width {
                validationData.inputs[row * width + column] =
                    trainingData.inputs[row * width + column] + 0.01 * Float(stream.uniform())
            }
        }
    }

    /// Lays one random walk over the rows of both sets, every fifth window held out.
    mutating func cutWindows(step: Int) {
        let width = trainingData.inputSize
        let rows = trainingData.count + validationData.count
        var stream = RandomStream(RandomKey(key: 7, stream: 2))
        var (value, walk) = (Float(0), [Float]())
        for _ in 0..<rows * step + width {
            value += Float(stream.uniform()) - 0.5
            walk.append(value)
        }
        var (learned, held) = ([Float](), [Float]())
        for row in 0..<rows {
            let window = (0..<width).map { column in
                (walk[row * step + column] - Float(normalizer.offset[column]))
                    / Float(normalizer.divisor[column])
            }
            if held.count < validationData.count * width, row % 5 == 4 {
                held += window
            } else if learned.count < trainingData.count * width {
                learned += window
            } else {
                held += window
            }
        }
        trainingData.inputs = learned
        validationData.inputs = held
    }

    mutating func narrowValidation() {
        for index in validationData.inputs.indices { validationData.inputs[index] *= 0.2 }
    }

    mutating func doublePerEpoch() {
        transform = { batch, epoch, _ in
            Examples(
                inputs: (0..<epoch).reduce(batch.inputs) { inputs, _ in inputs * 2 },
                targets: batch.targets)
        }
    }

    mutating func sortByColumn() {
        let width = trainingData.inputSize
        let inputs = trainingData.inputs
        let sorted = (0..<trainingData.count).sorted { inputs[$0 * width] < inputs[$1 * width] }
        trainingData.inputs = sorted.flatMap { inputs[$0 * width..<($0 + 1) * width] }
        order = .stored
    }
}
