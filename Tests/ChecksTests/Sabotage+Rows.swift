import Checks
import Datasets
import Experiments
import Jobs
import Randomness
import Tensors
import Training

extension Sabotage {
    /// What is wrong with the data, before any network.
    static let rows: [Sabotage] = [
        Sabotage("schema", "a target is NaN", of: "ok-21", .failed, "1 in the target, first in") {
            $0.changeTargets { $0 == 5 ? .nan : $1 }
        },
        Sabotage("schema", "-9999 for missing radii", of: "edit-30", .warned, "-9999, far from") {
            $0.mark(rows: 5, with: -9999)
        },
        Sabotage("labels", "a class is only held out", .warned, "first 3, though") {
            $0.trainingData = $0.trainingData.with(
                labels: $0.trainingData.labels.map { $0 == 3 ? 4 : $0 }, classes: 10)
        },
        Sabotage("constants", "all inputs 0", .failed, "no input varies: 64 columns") {
            for index in $0.trainingData.inputs.indices { $0.trainingData.inputs[index] = 0 }
        },
        Sabotage("constants", "all targets 3", of: "ok-21", .failed, "all targets are 3") {
            $0.changeTargets { _, _ in 3 }
        },
        Sabotage("feature-scale", "inputs around 100", .warned, "has mean 100") {
            for index in $0.trainingData.inputs.indices { $0.trainingData.inputs[index] += 100 }
        },
        Sabotage(
            "feature-scale", "validation inputs divided by 255", .failed,
            "the validation inputs' scale is 0.00"
        ) {
            for index in $0.validationData.inputs.indices {
                $0.validationData.inputs[index] /= 255
            }
        },
        Sabotage("target-scale", "targets of 1e-8", of: "ok-21", .warned, "deviation 2.") {
            $0.changeTargets { $1 * 1e-8 }
        },
        Sabotage("target-scale", "targets of 10000 ± 3", of: "ok-21", .warned, "mean 999") {
            $0.changeTargets { $1 + 10_000 }
        },
        Sabotage(
            "class-balance", "three rows for each of five classes", .warned,
            "5 of 10 classes have very few training rows"
        ) {
            $0.thinOut()
        },
        Sabotage(
            "class-balance", "a third of the validation labels are 4", .warned,
            "% of the training rows, but"
        ) {
            let labels = $0.validationData.labels.enumerated().map { row, label in
                row % 3 == 0 ? 4 : label
            }
            $0.validationData = $0.validationData.with(labels: labels, classes: 10)
        },
        Sabotage(
            "pairing", "the loader shuffles targets apart from inputs", .failed,
            "but one of the rows as read agrees with 0.9"
        ) {
            $0.transform = { batch, _, _ in
                let count = batch.count
                return Examples(
                    inputs: batch.inputs,
                    targets: batch.rows((0..<count).map { ($0 * 7 + 3) % count }).targets)
            }
        },
        Sabotage(
            "duplicates", "validation rows of one column are trained on", of: "ok-21", .failed,
            "validation inputs occur in training too"
        ) { $0.validationData = $0.trainingData.subset(rows: Array(0..<100)) },
        Sabotage(
            "duplicates", "validation rows are trained on", of: "ok-17", .failed,
            "validation inputs occur in training too, such as validation row 0 as training row 0"
        ) {
            $0.validationData = $0.trainingData.subset(rows: Array(0..<100))
        },
        Sabotage(
            "split-parity", "training is standardised before, validation is not", of: "edit-30",
            .failed, "the training rows are standardised and the validation rows are not"
        ) {
            try? Normalizer(.standard, fittedTo: $0.trainingData).apply(to: &$0.trainingData)
        },
        Sabotage(
            "split-parity", "validation labels count from 1", .failed,
            "of other training rows, but with 0"
        ) {
            $0.validationData = $0.validationData.with(
                labels: $0.validationData.labels.map { ($0 + 1) % 10 }, classes: 10)
        },
        Sabotage(
            "target-leakage", "a column that is the label", of: "ok-17", .warned,
            "is the target in another form"
        ) {
            let width = $0.trainingData.columnCount
            for (row, label) in $0.trainingData.labels.enumerated() {
                $0.trainingData.inputs[row * width + 7] = Float(label) * 3 - 1
            }
        },
        Sabotage(
            "row-index", "a column that counts the rows", of: "edit-30", .warned,
            "numbers the rows: 569 different whole numbers"
        ) {
            let width = $0.trainingData.columnCount
            let first = $0.trainingData.count
            for row in 0..<first { $0.trainingData.inputs[row * width] = Float(row) }
            for row in 0..<$0.validationData.count {
                $0.validationData.inputs[row * width] = Float(first + row)
            }
        },
        Sabotage("batch-order", "the same batch in every step", .failed, "39 of 40 batches") {
            let first = $0.training.rows(Array(0..<$0.batchSize))
            $0.transform = { _, _, _ in first }
        },
        Sabotage(
            "batch-order", "sorted by label, not shuffled", .warned, "answers gather in batches"
        ) {
            $0.sortByLabel()
        },
        Sabotage("label-noise", "80 % random training labels", .warned, "labels are wrong") {
            $0.addLabelNoise()
        },
        Sabotage(
            "missing-or-clipped", "radii cut off", of: "edit-30", .warned, "the end of its range"
        ) {
            $0.changeColumn(0) { min($0, 20) }
        },
        Sabotage(
            "missing-or-clipped", "radii filled with their mean", of: "edit-30", .warned,
            "the mean of the others"
        ) {
            let data = $0.trainingData
            let kept = (0..<data.count).filter { $0 % 10 != 9 }.map { row in
                data.inputs(at: [row])[0]
            }
            let mean = kept.reduce(0, +) / Float(kept.count)
            var row = 0
            $0.changeColumn(0) {
                row += 1
                return row % 10 == 0 ? mean : $0
            }
        },
        Sabotage(
            "sequence-targets", "targets are the inputs", of: "examples/sums/transformer",
            .warned, "the inputs at the same position in 100 %"
        ) {
            $0.trainingData = $0.trainingData.with(
                .classes($0.trainingData.inputs.map { Int32($0) }, count: $0.classes ?? 2))
        },
        Sabotage(
            "augmentation-agreement", "pixels of each picture in an order of its own", .failed,
            "of rows as training changes them"
        ) {
            $0.transform = { batch, epoch, number in
                var stream = RandomStream(RandomKey(key: 7, stream: 8).substream(number))
                let width = batch.inputs.shape[1]
                var values = batch.inputs.scalars
                for row in 0..<batch.count {
                    let order = stream.permutation(width)
                    let own = Array(values[row * width..<(row + 1) * width])
                    for index in 0..<width { values[row * width + index] = own[order[index]] }
                }
                return Examples(
                    inputs: Tensor(values, shape: batch.inputs.shape), targets: batch.targets)
            }
        },
        Sabotage("pairing", "random targets", .warned, "which chance alone would show") {
            $0.permuteTargets()
        },
    ]
}

extension Recipe {
    /// Makes every fiftieth target another token.
    mutating func changeTokens() {
        trainingData = trainingData.with(
            .classes(
                trainingData.labels.enumerated().map { $0 % 50 == 7 ? ($1 + 1) % 3 : $1 },
                count: classes ?? 3))
    }

    /// Ends rows with half of their positions alike.
    mutating func padTokens() {
        let length = trainingData.inputSize
        for index in trainingData.inputs.indices where index % length >= length / 2 {
            trainingData.inputs[index] = 1
        }
        trainingData = trainingData.with(
            .classes(
                trainingData.labels.enumerated().map {
                    $0 % length + 1 >= length / 2 ? 1 : $1
                }, count: classes ?? 3))
    }

    mutating func changeColumn(_ column: Int, _ change: (Float) -> Float) {
        let width = trainingData.inputSize
        for row in 0..<trainingData.count {
            trainingData.inputs[row * width + column] = change(
                trainingData.inputs[row * width + column])
        }
    }

    /// Makes the first validation rows copies of training rows.
    mutating func trainOnValidation(_ count: Int) {
        let width = trainingData.inputSize
        for index in 0..<count * width {
            validationData.inputs[index] = trainingData.inputs[index]
        }
    }

    mutating func shiftValidation() {
        for index in validationData.inputs.indices { validationData.inputs[index] += 1 }
    }

    /// Makes one column of two labels, with some noise, and the others of nothing.
    mutating func leak(noise: Float) {
        let width = trainingData.columnCount
        for (row, label) in trainingData.labels.enumerated() {
            for column in 0..<width {
                trainingData.inputs[row * width + column] =
                    column == 7
                    ? Float(label) + noise * Float(row % 13)
                    : Float((row * (column + 3)) % 11)
            }
        }
    }

    mutating func sortByLabel() {
        let labels = trainingData.labels
        training = training.rows(
            labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) })
        order = .stored
    }

    /// Four training labels of five are any.
    mutating func addLabelNoise() {
        let labels = trainingData.labels.enumerated().map { row, label in
            row % 5 == 0 ? label : Int32(row * 7919 % 97 % 10)
        }
        trainingData = trainingData.with(labels: labels, classes: 10)
    }

    /// Gives all rows the targets of others.
    mutating func permuteTargets() {
        func permuted(_ data: Dataset) -> Dataset {
            var stream = RandomStream(RandomKey(key: 5, stream: 6))
            let order = stream.permutation(data.count)
            return data.with(data.subset(rows: order).targets)
        }
        trainingData = permuted(trainingData)
        validationData = permuted(validationData)
        training = trainingData.examples
        validation = validationData.examples
    }

    /// Leaves three training rows of each class from 5 on, and one validation row.
    mutating func thinOut() {
        func thinned(_ data: Dataset, _ most: Int) -> Dataset {
            var counts = [Int](repeating: 0, count: 10)
            return data.subset(
                rows: data.labels.enumerated().compactMap { row, label -> Int? in
                    counts[Int(label)] += 1
                    return label < 5 || counts[Int(label)] <= most ? row : nil
                })
        }
        trainingData = thinned(trainingData, 3)
        validationData = thinned(validationData, 1)
    }

    /// Gives the training rows other target values.
    mutating func changeTargets(_ change: (_ index: Int, _ value: Float) -> Float) {
        guard case .values(let values, let width) = trainingData.targets else { return }
        trainingData = trainingData.with(
            .values(values.enumerated().map { change($0, $1) }, width: width))
    }
}
