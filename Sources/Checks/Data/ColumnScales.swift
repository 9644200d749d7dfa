internal import Datasets
internal import ElementaryFunctions
internal import Jobs

/// The scale of each column of inputs as they enter the network, and of the validation inputs.
struct ColumnScales {
    struct Column {
        let column: Int
        let mean: Double
        let deviation: Double
    }

    /// The columns that vary in most of their rows and take more than two values.
    let judged: [Column]
    /// How many columns vary at all.
    let varying: Int
    /// The validation inputs' scale by the training inputs', in the median over the columns.
    let ratio: Double?
    private let all: [DataScan.Column]

    init(_ data: CheckedData) {
        let all = data.trainingScan.columns
        self.all = all
        let varying = all.indices.filter { !all[$0].isConstant }
        self.varying = varying.count
        var exempt = Set<Int>()
        if data.isTable || data.training.inputShape.count == 2 {
            for sample in data.columnSamples {
                let column = all[sample.column]
                let reach = max(abs(column.minimum), abs(column.maximum))
                if reach <= 100, Self.isRare(sample, reach: Double(reach)) {
                    exempt.insert(sample.column)
                }
            }
        }
        judged = varying.filter { !exempt.contains($0) }.map {
            Column(column: $0, mean: all[$0].mean, deviation: all[$0].deviation)
        }
        let held = data.validationScan.columns
        let ratios = varying.compactMap { column -> Double? in
            let (a, b) = (all[column], held[column])
            guard b.count >= 8, !b.isConstant else { return nil }
            return b.deviation / a.deviation
        }.sorted()
        ratio = ratios.isEmpty ? nil : ratios[ratios.count / 2]
    }

    /// Whether a column takes two values, no larger than 10, or one of its values in four rows of
    /// five: one-hot and sparse columns, borders of pictures.
    private static func isRare(_ sample: ColumnSample, reach: Double) -> Bool {
        let counts = sample.counts
        let most = counts.map(\.count).max() ?? 0
        return counts.count <= 2 && reach <= 10
            || Double(most) >= 0.8 * Double(sample.values.count)
    }

    /// The column whose scale is farthest from 1; nil where none varies.
    var worst: Column? {
        let candidates =
            judged.isEmpty
            ? all.indices.filter { !all[$0].isConstant }.prefix(1).map {
                Column(column: $0, mean: all[$0].mean, deviation: all[$0].deviation)
            } : judged
        return candidates.max { abs(Double.log($0.deviation)) < abs(Double.log($1.deviation)) }
    }

    func measurements(_ data: CheckedData, off: Int, expected: String) -> [Jobs.Measurement] {
        guard let worst else { return [] }
        let extreme = all.filter { !$0.isConstant }.map {
            max(Double($0.maximum) - $0.mean, $0.mean - Double($0.minimum)) / $0.deviation
        }.max()
        var found = [
            Measurement(name: "features off scale", value: Double(off), expected: "0"),
            Measurement(
                name: "standard deviation of \(data.columnName(worst.column))",
                value: worst.deviation, expected: expected),
            Measurement(name: "mean of \(data.columnName(worst.column))", value: worst.mean),
            Measurement(
                name: "largest distance from a mean", value: extreme ?? 0,
                unit: "standard deviations"),
        ]
        if let ratio {
            found.append(
                Measurement(name: "validation by training scale", value: ratio, expected: "≈ 1"))
        }
        return found
    }

    func series(_ data: CheckedData) -> Series {
        let shown = Array(all.prefix(256))
        return Series(
            name: "scale of the inputs", kind: .bar,
            xLabel: data.training.isImages ? "channel" : "feature", yLabel: "standard deviation",
            x: shown.indices.map(Double.init), y: shown.map { $0.deviation })
    }
}
