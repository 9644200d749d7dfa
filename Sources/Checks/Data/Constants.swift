internal import Datasets
public import Jobs

/// D04: inputs and targets vary: what is the same in every row teaches nothing.
///
/// Inputs of which no column varies, and targets that are all one number, fail; one input that
/// makes up more than half of the rows warns.
public struct Constants: DataCheck {
    public static let name = "constants"
    public static let verifies = "inputs and targets vary from row to row"
    public var expected: String { "inputs that differ, and targets that are not all one number" }
    public static let needs = [Schema.name]
    public static let explains =
        [
            FeatureScale.name, ForwardSignal.name, GradientsExist.name, "dead-units",
            "pairing",
            OverfitOneBatch.name, LabelPermutation.name,
            LossDecreases.name, "output-collapse", "class-recall", "plateau", "target-scale",
        ] + Symptoms.ofTraining

    @Threshold(.unit, "one input that makes up a larger share of the rows warns")
    public var warnAbove = 0.5

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        let columns = data.trainingScan.columns
        let varying = columns.count { !$0.isConstant }
        let share = largestShare(data.trainingScan.hashes)
        let targets = constantTargets(data.training)
        let measurements = [
            Measurement(name: "columns that vary", value: Double(varying), expected: "≥ 1"),
            Measurement(name: "share of the most frequent input", value: share),
        ]
        if varying == 0 || data.training.count > 1 && share == 1 {
            return finding(
                .failed,
                varying == 0
                    ? "no input varies: \(columns.count) columns are constant, such as "
                        + Figure.text(data.raw(columns[0].minimum, column: 0))
                    : "all training rows have the same input",
                advice: "The network sees the same input in every row and can learn no more than "
                    + "a constant: check how data are read and scaled.",
                measurements: measurements)
        }
        if let targets {
            return finding(
                targets.all ? .failed : .warned,
                (targets.all ? "all targets are " : "target \(targets.column) is always ")
                    + Figure.text(Double(targets.value)),
                advice: "There is nothing to tell apart: look for the right target column, and "
                    + "at what was rounded or divided.", measurements: measurements)
        }
        if share > warnAbove, data.trainingScan.hashes.count >= 10, !data.isTable {
            return finding(
                .warned,
                "\(Figure.text(100 * share)) % of the training rows have one and the same input",
                advice: "Look at what these rows are: pictures or sequences that could not be "
                    + "read are often blank.", measurements: measurements)
        }
        return finding(
            .passed,
            "\(varying) of \(columns.count) columns vary"
                + (varying < columns.count
                    ? "; \(columns.count - varying) are constant and teach nothing" : ""),
            measurements: measurements)
    }

    private func largestShare(_ hashes: [UInt64]) -> Double {
        // A majority, if there is one, outlives the others (Boyer and Moore 1981).
        var (candidate, lead): (UInt64, Int) = (0, 0)
        for hash in hashes {
            if lead == 0 { candidate = hash }
            lead += hash == candidate ? 1 : -1
        }
        let count = hashes.count { $0 == candidate }
        return hashes.isEmpty ? 0 : Double(count) / Double(hashes.count)
    }

    private func constantTargets(_ data: Dataset) -> (column: Int, value: Float, all: Bool)? {
        guard case .values(let values, let width) = data.targets, data.count > 1, width <= 64
        else { return nil }
        let constant = (0..<width).filter { column in
            stride(from: column, to: values.count, by: width).allSatisfy {
                values[$0] == values[column]
            }
        }
        guard let first = constant.first else { return nil }
        return (first, values[first], constant.count == width)
    }
}
