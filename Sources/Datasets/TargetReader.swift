/// Turns an array of targets into class labels or values.
struct TargetReader {
    let targets: Targets
    /// The axes of the positions with a class each; empty where a row has one target.
    var shape: [Int] = []
    let oddLabels: [OddLabel]

    /// - Parameter inputShape: one input's, whose positions may have a class each.
    init(_ array: NumericArray, classes: Int?, inputShape: [Int]) throws(DataError) {
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
        let isOneHot = array.shape == [array.rows, classes]
        let positions = Self.positions(array, inputShape)
        if width > 1, isOneHot, positions == nil || (try? Self.oneHot(array)) != nil {
            targets = .classes(try Self.oneHot(array), count: classes)
            oddLabels = []
        } else if width == 1 || positions != nil {
            (targets, oddLabels) = Self.labels(array, classes: classes, positions: width)
            shape = width == 1 ? [] : positions ?? []
        } else {
            throw DataError(
                array.name, found: "targets of shape \(array.shape)",
                expected: "[\(array.rows)] class numbers, [\(array.rows), \(classes)] one-hot, or "
                    + "a class for each position of inputs of shape \(inputShape)",
                advice: "leave `classes` out if the targets are values")
        }
    }

    /// The targets' axes where they can be those of an input's positions, or of fewer of them: the
    /// ids of a row, the steps of a sequence, the pixels of an image. A last axis of 1 is dropped.
    private static func positions(_ array: NumericArray, _ inputShape: [Int]) -> [Int]? {
        let extents = inputShape.count == 1 ? inputShape : inputShape.dropLast()
        var axes = Array(array.shape.dropFirst())
        if axes.count == extents.count + 1, axes.last == 1 { axes.removeLast() }
        guard axes.count == extents.count else { return nil }
        if inputShape.count == 1 { return axes == inputShape ? axes : nil }
        return zip(axes, extents).allSatisfy { $0 <= $1 } ? axes : nil
    }

    /// Any whole number stays what it is, in range or not: the labels are checked later.
    private static func labels(
        _ array: NumericArray, classes: Int, positions: Int
    ) -> (Targets, [OddLabel]) {
        if case .uint8(let labels) = array.values {
            return (.classes(labels.map { Int32($0) }, count: classes), [])
        }
        var odd: [OddLabel] = []
        let labels = array.doubles().enumerated().map { index, value in
            if let label = Int32(exactly: value), label != Targets.noLabel { return label }
            odd.append(OddLabel(row: index / positions, value: value))
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
