internal import Datasets
internal import Experiments

/// The target of some rows, one number or class each.
struct SingleAnswers {
    let values: [Double]
    let isOfClasses: Bool

    init?(_ data: Dataset, _ rows: [Int]) {
        switch data.targets {
        case .classes(let labels, _):
            isOfClasses = true
            values = rows.map { Double(labels[$0]) }
        case .values(let own, let width):
            guard width == 1 else { return nil }
            isOfClasses = false
            values = rows.map { Double(own[$0]) }
        }
    }

    var distinct: Int { Set(values).count }

    /// Whether the values stand for the answers one by one.
    func isCopied(by column: [Double]) -> Bool {
        guard isOfClasses else { return linear(column) > 1 - 1e-6 }
        var valueOf: [Double: Double] = [:]
        for (value, answer) in zip(column, values) {
            if let known = valueOf[answer], known != value { return false }
            valueOf[answer] = value
        }
        return Set(valueOf.values).count == valueOf.count
    }

    /// R² of a line, or of several classes the smallest, of two the area under the ROC curve.
    func strength(of column: [Double]) -> Double {
        guard isOfClasses else { return linear(column) }
        let classes = Set(values).sorted()
        let areas = classes.map { label in Self.area(column, values.map { $0 == label }) }
        return areas.min() ?? 0.5
    }

    /// Whether the classes' means in a column are six standard deviations within a class apart:
    /// halves of one distribution never are (3.5 where it is uniform).
    func isApart(in column: [Double]) -> Bool {
        guard isOfClasses else { return true }
        var groups: [Double: [Double]] = [:]
        for (value, answer) in zip(column, values) { groups[answer, default: []].append(value) }
        let sorted = groups.values.map { (Statistics.mean($0), Statistics.deviation($0)) }
            .sorted { $0.0 < $1.0 }
        return zip(sorted, sorted.dropFirst()).allSatisfy { low, high in
            high.0 - low.0 > 6 * max(low.1, high.1)
        }
    }

    private func linear(_ column: [Double]) -> Double {
        let (a, b) = (Statistics.mean(column), Statistics.mean(values))
        var (xy, xx, yy) = (0.0, 0.0, 0.0)
        for (x, y) in zip(column, values) {
            xy += (x - a) * (y - b)
            xx += (x - a) * (x - a)
            yy += (y - b) * (y - b)
        }
        return xx > 0 && yy > 0 ? xy * xy / (xx * yy) : 0
    }

    /// The area under the ROC curve either way, ties counted half.
    private static func area(_ column: [Double], _ isPositive: [Bool]) -> Double {
        let order = column.indices.sorted { column[$0] < column[$1] }
        var (rankSum, start) = (0.0, 0)
        while start < order.count {
            var end = start
            while end + 1 < order.count, column[order[end + 1]] == column[order[start]] { end += 1 }
            let rank = Double(start + end) / 2 + 1
            for index in start...end where isPositive[order[index]] { rankSum += rank }
            start = end + 1
        }
        let positives = Double(isPositive.count { $0 })
        let negatives = Double(isPositive.count) - positives
        guard positives > 0, negatives > 0 else { return 0.5 }
        let area = (rankSum - positives * (positives + 1) / 2) / (positives * negatives)
        return max(area, 1 - area)
    }
}
