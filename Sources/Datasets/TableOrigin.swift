/// Where the rows and columns of a data set stand in a file of text.
public struct TableOrigin: Hashable, Sendable {
    /// The line of each row as an editor counts it, from 1; empty where the file has none.
    public var lines: [Int32]
    /// The columns or keys of the inputs, in their order; empty where the file names none.
    public var inputs: [String]
    /// Those of the targets.
    public var targets: [String]

    public init(lines: [Int32] = [], inputs: [String] = [], targets: [String] = []) {
        self.lines = lines
        self.inputs = inputs
        self.targets = targets
    }

    func subset(_ rows: [Int]) -> TableOrigin {
        TableOrigin(
            lines: lines.isEmpty ? [] : rows.map { lines[$0] }, inputs: inputs, targets: targets)
    }
}

/// The missing values of one feature or channel: those that are NaN.
public struct MissingValues: Hashable, Sendable {
    public let column: Int
    public let count: Int
    /// The first row that lacks a value there.
    public let firstRow: Int
}

extension Dataset {
    /// The line of the file that a row stands on; nil where it is no file of lines.
    public func line(ofRow row: Int) -> Int? {
        origin.lines.indices.contains(row) ? Int(origin.lines[row]) : nil
    }

    /// Returns the columns that lack values, in their order.
    public func missingValues() -> [MissingValues] {
        var counts = [Int](repeating: 0, count: columnCount)
        var firsts = counts
        forEachBlock { rows, inputs in
            for (index, value) in inputs.enumerated() where value.isNaN {
                let column = index % columnCount
                if counts[column] == 0 { firsts[column] = rows.lowerBound + index / inputSize }
                counts[column] += 1
            }
        }
        return counts.indices.filter { counts[$0] > 0 }.map {
            MissingValues(column: $0, count: counts[$0], firstRow: firsts[$0])
        }
    }
}
