internal import Datasets
internal import ElementaryFunctions
public import Jobs

/// D07 and E04: no held-out row is trained on: by hashes of the inputs, within and across the sets.
///
/// Rows that coincide by nature are left alone: of few different rows, such as those of three
/// binary columns, many are equal. How many pairs chance would make equal is told by how often two
/// values of a column are, with half of that surprise since columns go together; and what
/// coincides by nature does so among the training rows as well.
public struct Duplicates: DataCheck {
    public static let name = "duplicates"
    public static let verifies = "no validation row is trained on"
    public var expected: String {
        "at most \(Figure.share(warnAbove)) of the validation inputs occur in training too"
    }
    public static let explains = [
        LabelPermutation.name, "generalisation-gap",
        "split-parity",
    ]

    @Threshold(.unit, "a larger share of validation inputs that are trained on warns")
    public var warnAbove = 0.005
    @Threshold(.unit, "from this share on they fail: the validation set is the training set")
    public var failFrom = 0.99

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        let training = data.trainingScan.hashes
        let held = data.validationScan.hashes
        let sorted = training.sorted()
        let distinct = sorted.indices.count { $0 == 0 || sorted[$0] != sorted[$0 - 1] }
        let twins = held.indices.filter { Self.contains(sorted, held[$0]) }
        let share = Double(twins.count) / Double(max(1, held.count))
        let measurements = [
            Measurement(
                name: "validation rows that are trained on", value: Double(twins.count),
                expected: "0"),
            Measurement(
                name: "training rows that equal another",
                value: Double(training.count - distinct)),
        ]
        let repeats =
            distinct < training.count
            ? "; \(training.count - distinct) training rows repeat another" : ""
        guard let first = twins.first, share > warnAbove else {
            return finding(
                .passed,
                "\(twins.count) of \(held.count) validation inputs occur in training" + repeats,
                measurements: measurements)
        }
        if data.takesIds || !data.training.tokens.isEmpty {
            return finding(
                .passed,
                "\(twins.count) of \(held.count) validation inputs occur in training: texts "
                    + "repeat themselves", measurements: measurements)
        }
        let pairs = Double(training.count) * Double(held.count)
        let likely = pairs * Double.exp2(-0.5 * data.surpriseOfEqualRows)
        let alone = sorted.indices.count { index in
            (index == 0 || sorted[index] != sorted[index - 1])
                && (index + 1 == sorted.count || sorted[index] != sorted[index + 1])
        }
        let own = 1 - Double(alone) / Double(max(1, training.count))
        if likely >= 1, share <= 3 * own + 0.02 {
            return finding(
                .passed,
                "\(twins.count) of \(held.count) validation inputs occur in training, as few "
                    + "different rows (\(distinct)) must",
                measurements: measurements)
        }
        let twin = training.firstIndex(of: held[first]) ?? 0
        return finding(
            share >= failFrom ? .failed : .warned,
            "\(twins.count) of \(held.count) validation inputs occur in training too, such as "
                + "validation row \(first) as training row \(twin)" + repeats,
            advice: "Remove repeated rows before the split: what is trained on can't tell how "
                + "well the network does on what it never saw.",
            measurements: measurements)
    }

    /// Whether a sorted list has the value.
    private static func contains(_ sorted: [UInt64], _ value: UInt64) -> Bool {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == value
    }
}

extension CheckedData {
    /// How many bits of surprise it is that two rows are equal, were their columns independent:
    /// -log2 Π Σ p², by the shares p of each column's values.
    var surpriseOfEqualRows: Double {
        let perRow = Double(training.inputSize / training.columnCount)
        return columnSamples.reduce(0) { sum, sample in
            let total = Double(sample.values.count)
            guard total > 0 else { return sum }
            let equal = sample.counts.reduce(0.0) {
                $0 + (Double($1.count) / total) * (Double($1.count) / total)
            }
            return sum - Double.log2(max(equal, 1e-12)) * perRow
        }
    }
}
