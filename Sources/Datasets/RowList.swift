/// A file that lists row numbers, counted from 0: the rows that a split made elsewhere holds out.
public enum RowList {
    /// Returns the row numbers of a `.npy` file of whole numbers or a text of one number a line.
    ///
    /// - Parameters:
    ///   - file: the list.
    ///   - count: the rows there are.
    /// - Throws: `DataError` where an entry is no whole number below `count`, or occurs twice.
    public static func read(_ file: FileContents, of count: Int) throws(DataError) -> [Int] {
        let file = try file.decompressed()
        let array: NumericArray
        if file.starts(with: NPYFile.magic) {
            array = try NPYFile.read(file)
        } else {
            let table = try CSVTable(file)
            guard table.columnCount == 1 else {
                throw DataError(
                    file.name, at: .line(1), found: "\(table.columnCount) columns",
                    expected: "one, of row numbers")
            }
            array = try table.numbers(of: [0]).array
        }
        return try check(array, of: count)
    }

    /// Returns the row numbers that an array holds, as from an `.npz` file.
    ///
    /// - Throws: `DataError` as `read` does.
    public static func check(_ array: NumericArray, of count: Int) throws(DataError) -> [Int] {
        var seen = [Bool](repeating: false, count: count)
        var rows: [Int] = []
        for (entry, value) in array.doubles().enumerated() {
            guard let row = Int(exactly: value), row >= 0, row < count else {
                throw DataError(
                    array.name, at: .row(entry), found: "the row number \(value)",
                    expected: "a whole number from 0 to \(count - 1)",
                    advice: "rows count from 0")
            }
            guard !seen[row] else {
                throw DataError(
                    array.name, at: .row(entry), found: "the row number \(row) again",
                    expected: "each row at most once")
            }
            seen[row] = true
            rows.append(row)
        }
        return rows
    }
}
