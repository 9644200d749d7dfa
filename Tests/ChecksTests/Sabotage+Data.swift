import Experiments
import Checks
import Datasets
import Jobs
import Networks
import Tensors

extension Sabotage {
    /// What is wrong with rows and labels.
    static let data: [Sabotage] = [
        Sabotage("teacher", "its classes have another order", .failed, "the teacher scores 0.0") {
            $0.addTeacher()
            $0.relabel { _ in true }
        },
        Sabotage("teacher", "three labels of five are wrong", .warned, "the teacher scores 0.") {
            $0.addTeacher()
            $0.relabel { $0 % 5 < 3 }
        },
        Sabotage(
            "schema", "one input is NaN", .failed,
            "missing: 1, 1 in feature 3, first in training row 0"
        ) {
            $0.trainingData.inputs[3] = .nan
        },
        Sabotage(
            "schema", "a held-out input is infinite", of: "ok-17", .failed,
            "values that are NaN, infinite or missing: 1"
        ) {
            $0.validationData.inputs[7] = .infinity
        },
        Sabotage(
            "schema", "999 for missing radii", of: "edit-30", .warned, "is 999, far from the rest"
        ) {
            $0.mark(rows: 5)
        },
        Sabotage(
            "labels", "one label is 12", .failed, "1 labels are no class from 0 to 9, such as 12"
        ) {
            var labels = $0.trainingData.labels
            labels[5] = 12
            $0.trainingData = $0.trainingData.with(labels: labels, classes: 10)
        },
        Sabotage("labels", "one label is 1.5", .failed, "the label 1.5 is not a whole number") {
            var labels = $0.trainingData.labels
            labels[5] = Datasets.Targets.noLabel
            $0.trainingData = $0.trainingData.with(
                labels: labels, classes: 10, oddLabels: [OddLabel(row: 5, value: 1.5)])
        },
        Sabotage("labels", "one class", .failed, "all training rows have the same label, 4") {
            let count = $0.trainingData.count
            $0.trainingData = $0.trainingData.with(
                labels: [Int32](repeating: 4, count: count), classes: 10)
        },
        Sabotage("labels", "a head of 12", .failed, "the head has 12 outputs for 10 classes") {
            $0.specification.model[2].settings["features"] = .scalar(.integer(12))
        },
        Sabotage("feature-scale", "inputs times 255", .warned, "varying features are off scale") {
            for index in $0.trainingData.inputs.indices { $0.trainingData.inputs[index] *= 255 }
            for index in $0.validationData.inputs.indices {
                $0.validationData.inputs[index] *= 255
            }
        },
    ]

    /// What is wrong with the untrained network.
    static let network: [Sabotage] = [
        Sabotage("shapes", "two rows in one", .failed, "16 output rows for 32 inputs") {
            $0.rebuild { $0 + [RowMixing()] }
        },
        Sabotage("shapes", "a head of 9", .failed, "outputs [32, 9]") {
            $0.specification.model[2].settings["features"] = .scalar(.integer(9))
        },
        Sabotage(
            "forward-pass", "one weight is NaN", .failed, "layer 0 puts out NaN or infinity"
        ) {
            let make = $0.makeNetwork
            $0.makeNetwork = {
                let network = make($0, $1)
                var values = network["0.weight"]?.value.scalars ?? []
                values[0] = .nan
                network["0.weight"]?.value = Tensor(values, shape: [64, 64])
                return network
            }
        },
        Sabotage("forward-signal", "weights from N(0, 1)", .warned, "from the input to layer 0") {
            for layer in [0, 2] {
                $0.specification.model[layer].settings["initializer"] = .component(
                    ComponentSpecification(
                        kind: "normal", settings: ["deviation": .scalar(.real(1))]))
            }
        },
        Sabotage(
            "dropout-placement", "a rate of 0.9", of: "ok-06", .warned,
            "layer 2 drops 90 % of what it is given"
        ) {
            $0.specification.model[2].settings["rate"] = .scalar(.real(0.9))
        },
    ]
}
