internal import Datasets
internal import Foundation

/// How far a column's means lie apart in training and validation.
struct ColumnShift {
    let column: Int
    let training: Double
    let validation: Double
    /// In standard deviations of both sets together.
    let difference: Double
    /// How likely chance alone gives so much.
    let chance: Double

    static func all(_ data: CheckedData) -> [ColumnShift] {
        let (first, second) = (data.trainingScan.columns, data.validationScan.columns)
        let perRow = Double(data.training.inputSize / data.training.columnCount)
        return first.indices.compactMap { column in
            let (a, b) = (first[column], second[column])
            let spread = ((a.deviation * a.deviation + b.deviation * b.deviation) / 2).squareRoot()
            guard a.count > 0, b.count > 0, spread > 0 else { return nil }
            // Values of one row go together: rows are counted, not pixels or steps.
            let rows = perRow / Double(a.count) + perRow / Double(b.count)
            let difference = (b.mean - a.mean) / spread
            return ColumnShift(
                column: column, training: a.mean, validation: b.mean, difference: difference,
                chance: Chance.twoSided(difference / rows.squareRoot()))
        }
    }

    /// Those that differ by more than `bound` and beyond chance, all columns counted.
    static func notable(_ shifts: [ColumnShift], above bound: Double) -> [ColumnShift] {
        let sorted = shifts.sorted { $0.chance < $1.chance }
        let last = sorted.indices.last {
            sorted[$0].chance <= Significance.level * Double($0 + 1) / Double(sorted.count)
        }
        return sorted.prefix(last.map { $0 + 1 } ?? 0).filter { abs($0.difference) > bound }
    }

    /// Whether nine of ten training columns have mean 0 and deviation 1 as read, and half of the
    /// validation columns are far from both.
    static func isStandardisedOnOneSide(_ data: CheckedData, _ shifts: [ColumnShift]) -> Bool {
        guard data.normalizer.offset.isEmpty, !shifts.isEmpty else { return false }
        let (first, second) = (data.trainingScan.columns, data.validationScan.columns)
        func isStandard(_ column: DataScan.Column, _ slack: Double) -> Bool {
            abs(column.mean) < slack && abs(column.deviation - 1) < slack
        }
        let rows = Double(max(1, data.validation.count))
        let slack = max(0.25, 6 / rows.squareRoot())
        let standard = shifts.count { isStandard(first[$0.column], 0.05) }
        let other = shifts.count { !isStandard(second[$0.column], slack) }
        return 10 * standard >= 9 * shifts.count && 2 * other >= shifts.count
    }
}

/// A probe fitted to training rows, judged on other training rows and on validation rows.
struct SplitProbe {
    let within: SignalProbe.Reading
    let across: SignalProbe.Reading
    private let held: Int

    init?(_ data: CheckedData) {
        guard let training = data.storedRows(900, of: data.training),
            let held = data.storedRows(400, of: data.validation)
        else { return nil }
        self.init(training, held)
    }

    init?(_ training: ProbeRows, _ validation: ProbeRows) {
        guard training.count >= 60, validation.count >= 20 else { return nil }
        let cut = training.count * 2 / 3
        let fitted = training.rows(0..<cut)
        let inner = SignalProbe(
            fittedTo: fitted, judgedOn: training.rows(cut..<training.count))
        let outer = SignalProbe(fittedTo: fitted, judgedOn: validation)
        // The first two readings are of whole answers, by neighbours and by a line.
        guard inner.readings.count >= 2, outer.readings.count >= 2 else { return nil }
        let best = inner.readings[0].z >= inner.readings[1].z ? 0 : 1
        within = inner.readings[best]
        across = outer.readings[best]
        held = validation.count
    }

    /// Whether training rows tell each other clearly, and validation rows far worse: below chance,
    /// or not above it where half of the advantage would stand out.
    var isContradicted: Bool {
        let bound = Chance.quantile(twoSided: Significance.level)
        guard within.z > bound else { return false }
        if across.z < -bound { return true }
        let advantage = within.agreement - within.chance
        let error = 0.5 / Double(held).squareRoot()
        return across.z < bound / 2
            && across.agreement - across.chance + bound * error < advantage / 2
    }
}
