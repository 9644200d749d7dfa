import Checks
import Datasets
import Experiments
import Jobs

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
    ]
}

extension Recipe {
    /// Leaves three training rows of each class from 5 on.
    mutating func thinOut() {
        var counts = [Int](repeating: 0, count: 10)
        let rows = trainingData.labels.enumerated().compactMap { row, label -> Int? in
            counts[Int(label)] += 1
            return label < 5 || counts[Int(label)] <= 3 ? row : nil
        }
        trainingData = trainingData.subset(rows: rows)
    }

    /// Gives the training rows other target values.
    mutating func changeTargets(_ change: (_ index: Int, _ value: Float) -> Float) {
        guard case .values(let values, let width) = trainingData.targets else { return }
        trainingData = trainingData.with(
            .values(values.enumerated().map { change($0, $1) }, width: width))
    }
}
