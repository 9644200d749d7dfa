internal import Networks

/// How many rows of targets are one label each.
struct RowSums {
    /// The share of rows that do not sum to 1.
    let others: Double
    /// Whether all numbers are 0 or 1.
    let areOfOneClass: Bool

    init(_ targets: Networks.Targets, width: Int) {
        if case .classes = targets, width > 1 {
            (others, areOfOneClass) = (0, true)
            return
        }
        let values = targets.numbers
        let starts = stride(from: 0, to: values.count, by: max(width, 1))
        let odd = starts.count { start in
            abs(values[start..<min(start + width, values.count)].reduce(0, +) - 1) > 1e-3
        }
        others = Double(odd) * Double(width) / Double(max(values.count, 1))
        areOfOneClass = values.allSatisfy { $0 == 0 || $0 == 1 }
    }
}

/// How much of the targets' variance outputs of a range cannot come near to.
struct TargetReach {
    /// The share of the targets that lie outside.
    let outside: Double
    /// One of them.
    let example: Double
    /// The least squared distance from the targets over their variance.
    let unexplained: Double

    /// Nil where the outputs may lie anywhere.
    init?(_ head: OutputHead, _ targets: Networks.Targets) {
        guard let range = head.range?.numbers ?? (head.isDistribution ? 0...1 : nil) else {
            return nil
        }
        let (values, width) = (targets.numbers, head.width)
        guard !values.isEmpty else { return nil }
        var means = [Double](repeating: 0, count: width)
        for (index, value) in values.enumerated() { means[index % width] += value }
        means = means.map { $0 * Double(width) / Double(values.count) }
        var (missed, total, count) = (0.0, 0.0, 0)
        for (index, value) in values.enumerated() {
            let near = min(max(value, range.lowerBound), range.upperBound)
            missed += (value - near) * (value - near)
            total += (value - means[index % width]) * (value - means[index % width])
            count += range.contains(value) ? 0 : 1
        }
        var share = Double(count) / Double(values.count)
        example = values.first { !range.contains($0) } ?? values[0]
        if head.isDistribution {
            share = max(share, RowSums(targets, width: width).others)
            var apart = 0.0
            for start in stride(from: 0, to: values.count, by: width) {
                let sum = values[start..<min(start + width, values.count)].reduce(0, +)
                apart += (sum - 1) * (sum - 1) / Double(width)
            }
            missed = max(missed, apart)
        }
        outside = share
        unexplained = missed == 0 ? 0 : total > 0 ? missed / total : .infinity
    }
}
