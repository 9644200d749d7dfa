internal import Datasets
public import Jobs

/// D01: the data hold what the experiment says they hold, in numbers that are numbers.
public struct Schema: DataCheck {
    public static let name = "schema"
    public static let verifies = "the data are complete numbers of one shape"
    public var expected: String { "no NaN, no infinity, no value that stands for a missing one" }
    public static let needs: [String] = []
    public static let explains = [
        FeatureScale.name, InitialLoss.name, "forward-pass", ForwardSignal.name,
        OverfitOneBatch.name, Stability.name, LossDecreases.name,
    ]

    @Threshold(.unit, "a larger share of one value far outside of its column warns")
    public var warnAbove = 0.001
    @Threshold(1...1_000_000, "in fewer rows a far value is no stand-in")
    public var leastRows = 3

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        let broken =
            BrokenValues.inputs(data.training, data.trainingScan, "training")
            + BrokenValues.inputs(data.validation, data.validationScan, "validation")
            + BrokenValues.targets(data.training, "training")
            + BrokenValues.targets(data.validation, "validation")
        let count = broken.reduce(0) { $0 + $1.count }
        let measurements = [
            Measurement(
                name: "training rows", value: Double(data.training.count), expected: "≥ 1"),
            Measurement(
                name: "validation rows", value: Double(data.validation.count), expected: "≥ 1"),
            Measurement(name: "values not finite", value: Double(count), expected: "0"),
        ]
        if !broken.isEmpty {
            return finding(
                .failed,
                "values that are NaN, infinite or missing: \(count), "
                    + broken.prefix(4).map(\.words).joined(separator: "; ")
                    + (broken.count > 4 ? "; and \(broken.count - 4) more columns" : ""),
                advice: "Drop or impute those rows; one such value makes every gradient NaN.",
                measurements: measurements, tables: [BrokenValues.table(broken)])
        }
        let far = data.isTable || data.training.inputShape.count == 2 ? farValues(data) : []
        if let first = far.first {
            return finding(
                .warned,
                "\(Figure.text(100 * first.share)) % of \(data.columnName(first.column)) is "
                    + "\(Figure.text(first.value)), far from the rest"
                    + (far.count > 1 ? "; \(far.count - 1) more columns as well" : ""),
                advice: "Where that stands for a missing value, replace it by the column's mean "
                    + "and add a column that marks it, or drop the rows.",
                measurements: measurements)
        }
        return finding(
            .passed,
            "\(data.training.count) training and \(data.validation.count) validation rows of "
                + "shape \(data.training.inputShape), all finite", measurements: measurements)
    }

    private func farValues(_ data: CheckedData) -> [FarValue] {
        guard !data.takesIds, data.training.tokens.isEmpty else { return [] }
        return data.columnSamples.compactMap {
            FarValue($0, leastRows: leastRows, leastShare: warnAbove)
        }
    }
}
