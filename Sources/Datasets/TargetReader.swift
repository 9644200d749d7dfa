/// Turns an array of targets into class labels or values.
struct TargetReader {
    let targets: Targets
    let oddLabels: [OddLabel]

    init(_ array: NumericArray, classes: Int?) throws(DataError) {
        guard array.rows > 0, array.count > 0 else {
            throw DataError(
                array.name, found: "the shape \(array.shape)", expected: "at least one row")
        }
        let width = array.count / array.rows
        guard let classes else {
            targets = .values(array.floats(), width: width)
            oddLabels = []
            return
        }
        if width == 1 {
            (targets, oddLabels) = Self.labels(array, classes: classes)
        } else if array.shape == [array.rows, classes] {
            targets = .classes(try Self.oneHot(array), count: classes)
            oddLabels = []
        } else {
            throw DataError(
                array.name, found: "targets of shape \(array.shape)",
                expected: "[\(array.rows)] class numbers or [\(array.rows), \(classes)] one-hot",
                advice: "leave `classes` out if the targets are values")
        }
    }

    /// Any whole number stays what it is, in range or not: the labels are checked later.
    private static func labels(_ array: NumericArray, classes: Int) -> (Targets, [OddLabel]) {
        var odd: [OddLabel] = []
        let labels = array.doubles().enumerated().map { row, value in
            if let label = Int32(exactly: value), label != Targets.noLabel { return label }
            odd.append(OddLabel(row: row, value: value))
            return Targets.noLabel
        }
        return (.classes(labels, count: classes), odd)
    }

    private static func oneHot(_ array: NumericArray) throws(DataError) -> [Int32] {
        let values = array.doubles()
        let width = array.shape[1]
        var labels: [Int32] = []
        for row in 0..<array.rows {
            let entries = values[row * width..<(row + 1) * width]
            guard let hot = entries.firstIndex(of: 1),
                entries.indices.allSatisfy({ $0 == hot || entries[$0] == 0 })
            else {
                throw DataError(
                    array.name, at: .row(row), found: "\(Array(entries.prefix(10)))",
                    expected: "one 1 among zeros (a one-hot target)",
                    advice: "leave `classes` out if the targets are values")
            }
            labels.append(Int32(hot - row * width))
        }
        return labels
    }
}
