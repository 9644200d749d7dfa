internal import Experiments
internal import Jobs

/// Faults of inputs and targets.
extension Fault {
    static let inputs: [Fault] = [
        damage(
            "inputs-times-255", "inputs 255 times too large", "X_SCALE", .scaledInputs, 255,
            ["feature-scale", "initial-loss"]),
        damage(
            "inputs-over-255-twice", "inputs divided by 255 twice", "X_SCALE", .scaledInputs,
            1 / 65025, ["feature-scale"]),
        damage(
            "inputs-zero", "all inputs 0", "X_CONST", .scaledInputs, 0,
            ["constants", "feature-scale"]),
        Fault(
            "inputs-raw", "inputs without normalisation", cause: "X_SCALE",
            checks: ["feature-scale", "initial-loss"]
        ) { site in
            site.isNormalized
                ? .edits([.normalize(.none)]) : .impossible("the data are not normalised")
        },
        Fault(
            "validation-raw", "training rows normalised, validation rows not", cause: "X_SPLIT",
            checks: ["split-parity"]
        ) { site in
            site.isNormalized
                ? .edits([.damage(DataFault(.rawValidation))])
                : .impossible("the data are not normalised")
        },
        damage(
            "training-times-255", "training rows 255 times larger than validation rows",
            "X_SPLIT", .scaledTrainingInputs, 255, ["split-parity", "feature-scale"]),
        Fault(
            "inputs-rolled", "the numbers of each input rolled by a random distance",
            cause: "X_SCRAMBLE", checks: ["pairing"]
        ) { site in
            site.inputSize > 3
                ? ids(site) ?? .edits([.damage(DataFault(.rolledInputs))])
                : .impossible("an input has fewer than 4 numbers: \(site.inputSize)")
        },
        damage(
            "missing-values", "2 % of a column's numbers missing", "X_SCALE", .missingValues,
            0.02, ["schema"]),
        damage(
            "leaked-rows", "half of the validation rows trained on as well", "LEAK",
            .leakedRows, 0.5, ["duplicates"]),
        Fault(
            "leaked-targets", "the target among the inputs", cause: "LEAK",
            checks: ["target-leakage"]
        ) { site in
            site.inputSize > 1
                ? ids(site) ?? .edits([.damage(DataFault(.leakedTargets, 1))])
                : .impossible("an input has one number, which the target would take away")
        },
    ]

    static let targets: [Fault] = [
        Fault(
            "targets-unscaled", "targets 10,000 times larger", cause: "Y_SCALE",
            checks: ["target-scale", "initial-loss"]
        ) { site in
            site.isRegression && site.classes == nil
                ? .edits([.damage(DataFault(.scaledTargets, 1e4))])
                : .impossible("targets are classes, not numbers")
        },
        labels("labels-divided", "labels divided by 255: all 0", "LABEL_MAP", .dividedLabels, 255) {
            ["labels"]
        },
        labels("labels-shifted", "training labels one too high", "LABEL_MAP", .shiftedLabels, 1) {
            ["split-parity", "label-permutation"]
        },
        damage(
            "labels-noisy", "targets of 80 % of the training rows at random", "LABEL_NOISE",
            .noisyLabels, 0.8, ["label-noise"]),
        damage(
            "pairs-shuffled", "training inputs and targets shuffled apart", "PAIRING",
            .unpairedTargets, 1, ["pairing", "label-permutation"]),
        Fault(
            "sorted-rows", "rows sorted by target and never shuffled", cause: "NO_SHUFFLE",
            checks: ["batch-order"]
        ) { _ in .edits([.damage(DataFault(.sortedRows)), .switchOff(.shuffling)]) },
        Fault(
            "same-batch", "the same batch at every step", cause: "SAME_BATCH",
            checks: ["duplicates", "batch-order"]
        ) { site in
            let batch = site.specification.training.batchSize
            return batch * 4 > site.rows
                ? .impossible("an epoch has fewer than 4 batches")
                : .edits([
                    .damage(DataFault(.repeatedRows, Double(batch))), .switchOff(.shuffling),
                ])
        },
        Fault(
            "few-rows", "20 training rows", cause: "FEW_DATA",
            checks: ["generalisation-gap", "enough-data"]
        ) { site in
            site.rows < 100
                ? .impossible("there are only \(site.rows) training rows")
                : .edits([.damage(DataFault(.fewRows, 20))])
        },
        Fault(
            "rare-classes", "3 rows of each of the first half of the classes",
            cause: "IMBALANCE", checks: ["class-balance", "class-recall"]
        ) { site in
            guard let classes = site.classes, classes > 3, site.rows > 20 * classes else {
                return .impossible("fewer than 4 classes of 20 rows each")
            }
            return .edits([.damage(DataFault(.rareClasses, 3))])
        },
    ]

    private static func damage(
        _ name: String, _ words: String, _ cause: String, _ kind: DataFault.Kind,
        _ amount: Double, _ checks: [String]
    ) -> Fault {
        let changesInputs = kind != .noisyLabels && kind != .unpairedTargets && kind != .leakedRows
        return Fault(name, words, cause: cause, checks: checks) { site in
            (changesInputs ? ids(site) : nil) ?? .edits([.damage(DataFault(kind, amount))])
        }
    }

    private static func labels(
        _ name: String, _ words: String, _ cause: String, _ kind: DataFault.Kind,
        _ amount: Double, _ checks: () -> [String]
    ) -> Fault {
        Fault(name, words, cause: cause, checks: checks()) { site in
            site.classes == nil
                ? .impossible("targets are numbers, not classes")
                : .edits([.damage(DataFault(kind, amount))])
        }
    }

    /// Why inputs can't be changed as numbers.
    private static func ids(_ site: FaultSite) -> Planting? {
        site.specification.takesIds ? .impossible("inputs are ids, not measured numbers") : nil
    }
}

extension FaultSite {
    fileprivate var isNormalized: Bool { specification.data.normalization != .none }
}
