/// Scales inputs by figures of the training rows: x becomes (x - offset) / divisor, by feature for
/// tables and by channel for images.
public struct Normalizer: Hashable, Sendable {
    public enum Method: Hashable, Sendable {
        case none
        /// To 0 ... 1 by the smallest and largest value: of each feature for tables, of all
        /// channels together for images (so that colours keep their proportions).
        case unit
        /// To mean 0 and standard deviation 1 (the population's).
        case standard
        /// By figures given: one for all, or one for each feature or channel.
        case given(mean: [Double], deviation: [Double])
    }

    /// One for each feature or channel.
    public let offset: [Double]
    public let divisor: [Double]
    /// The features or channels without spread, which are shifted but divided by 1.
    public let constantColumns: [Int]

    /// Takes the figures from the finite values of `training`, which must be training rows only.
    ///
    /// - Parameter known: the statistics of those rows where they are there already.
    /// - Throws: `DataError` where given figures do not fit the inputs or are unusable.
    public init(
        _ method: Method, fittedTo training: Dataset, statistics known: [ColumnStatistics]? = nil
    ) throws(DataError) {
        let columns = training.columnCount
        func statistics() -> [ColumnStatistics] { known ?? ColumnStatistics.columns(of: training) }
        switch method {
        case .none:
            self.init(offset: [], divisor: [], constantColumns: [])
        case .unit:
            let ranges = statistics().map { ($0.minimum, $0.maximum) }
            self.init(
                ranges: (training.isImages ? [Self.joined(ranges)] : ranges).map { least, most in
                    (!(least < most), least, most - least)
                }, columns: columns)
        case .standard:
            self.init(
                ranges: statistics().map { ($0.isConstant, $0.mean, $0.deviation) },
                columns: columns)
        case .given(let mean, let deviation):
            self.init(
                offset: try Self.spread(mean, over: columns, key: "mean") { $0.isFinite },
                divisor: try Self.spread(deviation, over: columns, key: "std") {
                    $0.isFinite && $0 > 0
                },
                constantColumns: [])
        }
    }

    /// From the smallest to the largest of all, leaving out columns without finite values.
    private static func joined(_ ranges: [(Double, Double)]) -> (Double, Double) {
        let finite = ranges.filter { !$0.0.isNaN }
        return (finite.map(\.0).min() ?? .nan, finite.map(\.1).max() ?? .nan)
    }

    private init(offset: [Double], divisor: [Double], constantColumns: [Int]) {
        self.offset = offset
        self.divisor = divisor
        self.constantColumns = constantColumns
    }

    /// One range for each column, or one for all of them.
    private init(
        ranges: [(isConstant: Bool, offset: Double, divisor: Double)], columns: Int
    ) {
        let each = (0..<columns).map { ranges[ranges.count == 1 ? 0 : $0] }
        self.init(
            offset: each.map { $0.offset.isFinite ? $0.offset : 0 },
            divisor: each.map { $0.isConstant ? 1 : $0.divisor },
            constantColumns: (0..<columns).filter { each[$0].isConstant })
    }

    /// Scales the inputs in place. Data of another number of features or channels are a programmer
    /// error.
    public func apply(to data: inout Dataset) {
        guard !offset.isEmpty else { return }
        if data.columnCount != offset.count {
            fatalError("a normalizer of \(offset.count) columns on data of \(data.columnCount)")
        }
        data.normalize(by: self)
    }

    /// Scales numbers that lie column by column in each row.
    func apply(to inputs: inout [Float]) {
        let columns = offset.count
        inputs.withUnsafeMutableBufferPointer { values in
            for start in stride(from: 0, to: values.count, by: columns) {
                for column in 0..<columns {
                    values[start + column] = scaled(values[start + column], column: column)
                }
            }
        }
    }

    @inline(__always)
    func scaled(_ value: Float, column: Int) -> Float {
        Float((Double(value) - offset[column]) / divisor[column])
    }

    private static func spread(
        _ figures: [Double], over columns: Int, key: String, isUsable: (Double) -> Bool
    ) throws(DataError) -> [Double] {
        guard figures.count == 1 || figures.count == columns else {
            throw DataError(
                "normalize", found: "\(figures.count) figures for `\(key)`",
                expected: columns == 1 ? "1" : "1, or \(columns): one a feature or channel")
        }
        guard let wrong = figures.first(where: { !isUsable($0) }) else {
            return figures.count == 1 ? Array(repeating: figures[0], count: columns) : figures
        }
        throw DataError(
            "normalize", found: "\(wrong) in `\(key)`",
            expected: key == "std" ? "finite numbers above 0" : "finite numbers")
    }
}
