internal import ElementaryFunctions

/// Small sample statistics that the checks judge by.
package enum Statistics {
    package static func mean(_ values: some Collection<Double>) -> Double {
        values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    }

    /// The sample standard deviation, with n − 1; 0 for fewer than two values.
    package static func deviation(_ values: some Collection<Double>) -> Double {
        guard values.count > 1 else { return 0 }
        let center = mean(values)
        let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
        return (squares / Double(values.count - 1)).squareRoot()
    }

    /// The root of the mean square.
    package static func rootMeanSquare(_ values: some Collection<Float>) -> Double {
        guard !values.isEmpty else { return .nan }
        let squares = values.reduce(0.0) { $0 + Double($1) * Double($1) }
        return (squares / Double(values.count)).squareRoot()
    }

    /// Wilson's score interval for a proportion (Wilson 1927); z = 2.576 covers 99 %.
    package static func wilson(
        successes: Int, of count: Int, z: Double = 2.576
    ) -> ClosedRange<Double> {
        guard count > 0 else { return 0...1 }
        let found = wilson(share: Double(successes) / Double(count), of: Double(count), z: z)
        // Rounding leaves hardly more than 0 where it is 0, and likewise at 1.
        return (successes == 0 ? 0 : found.lowerBound)...(successes == count ? 1 : found.upperBound)
    }

    /// The same for a share of so many independent answers, which need be no whole number.
    package static func wilson(share: Double, of n: Double, z: Double) -> ClosedRange<Double> {
        let center = (share + z * z / (2 * n)) / (1 + z * z / n)
        let spread = share * (1 - share) / n + z * z / (4 * n * n)
        let reach = z * spread.squareRoot() / (1 + z * z / n)
        return max(0, center - reach)...min(1, center + reach)
    }

    /// Spearman's rank correlation; ties take their mean rank. Not a number where either side is
    /// constant.
    package static func spearman(_ first: [Double], _ second: [Double]) -> Double {
        let (a, b) = (ranks(first), ranks(second))
        let (meanA, meanB) = (mean(a), mean(b))
        var (product, squareA, squareB) = (0.0, 0.0, 0.0)
        for (x, y) in zip(a, b) {
            product += (x - meanA) * (y - meanB)
            squareA += (x - meanA) * (x - meanA)
            squareB += (y - meanB) * (y - meanB)
        }
        return product / (squareA * squareB).squareRoot()
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for index in start...end { ranks[order[index]] = Double(start + end) / 2 }
            start = end + 1
        }
        return ranks
    }

    /// The entropy of counts as a distribution, in nats.
    package static func entropy(_ counts: [Int]) -> Double {
        let total = Double(counts.reduce(0, +))
        return counts.filter { $0 > 0 }.reduce(0) {
            $0 - Double($1) / total * Double.log(Double($1) / total)
        }
    }

    package static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The interval of 99 % of the mean change of pairs, by Student's t.
    package static func pairedChange(_ before: [Double], _ after: [Double]) -> ClosedRange<Double> {
        let changes = zip(before, after).map { $1 - $0 }
        let freedom = max(changes.count - 1, 1)
        let t = studentQuantile(tail: 0.005, freedom: freedom)
        let reach = t * deviation(changes) / Double(max(changes.count, 1)).squareRoot()
        let center = mean(changes)
        guard center.isFinite, reach.isFinite else { return -Double.infinity...Double.infinity }
        return (center - reach)...(center + reach)
    }

    /// Whether most pairs fall, by the sign test at 1 %: a few large ones hide a mean's fall.
    package static func surelyFalls(_ before: [Double], _ after: [Double]) -> Bool {
        let pairs = Array(zip(before, after))
        let falls = pairs.count { $0.1 < $0.0 }
        return wilson(successes: falls, of: pairs.count).lowerBound > 0.5
    }
}
