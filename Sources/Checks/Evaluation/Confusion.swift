package import Jobs
package import Training

/// Which class was taken for which.
package struct Confusion: Sendable {
    /// A class that was taken for another.
    package struct Pair: Hashable, Sendable {
        package let actual: Int
        package let given: Int
        package let count: Int
        /// Of the answers that were to be `actual`.
        package let share: Double
    }

    /// A table of so many classes is at most 80 columns wide.
    private static let tableWidth = 12

    package let classes: Int
    /// Row by actual, column by given class.
    package let counts: [Int]

    /// Nil where answers are no classes, or there are too many.
    package init?(_ metrics: Metrics) {
        guard !metrics.confusion.isEmpty else { return nil }
        classes = metrics.classes.count
        counts = metrics.confusion
    }

    /// The pairs that were confused most often, those first; equal ones in the classes' order.
    package func largest(_ limit: Int) -> [Pair] {
        var pairs: [Pair] = []
        for actual in 0..<classes {
            let row = counts[actual * classes..<(actual + 1) * classes]
            let total = Double(row.reduce(0, +))
            for (given, count) in row.enumerated() where given != actual && count > 0 {
                pairs.append(
                    Pair(actual: actual, given: given, count: count, share: Double(count) / total))
            }
        }
        return Array(
            pairs.sorted {
                ($1.count, $0.actual, $0.given) < ($0.count, $1.actual, $1.given)
            }.prefix(limit))
    }

    /// The largest confusions in one sentence, such as `3 → 8 (4 of 36 answers), …`.
    package func sentence(_ labels: ClassLabels) -> String {
        let pairs = largest(3)
        guard !pairs.isEmpty else { return "no class was taken for another" }
        return "most often confused: "
            + pairs.map {
                let total = ($0.share > 0 ? Double($0.count) / $0.share : 0).rounded()
                return "\(labels[$0.actual]) taken for \(labels[$0.given]) "
                    + "(\($0.count) of \(Int(total)))"
            }.joined(separator: ", ")
    }

    /// The matrix where it fits a terminal, else the pairs that were confused most often.
    package func table(_ labels: ClassLabels) -> Table {
        guard classes <= Self.tableWidth else {
            return Table(
                name: "The largest of the confusions among \(classes) classes",
                columns: ["class", "taken for", "answers", "of its %"],
                rows: largest(15).map {
                    [
                        labels[$0.actual], labels[$0.given], "\($0.count)",
                        Figure.text(($0.share * 1000).rounded() / 10),
                    ]
                })
        }
        return Table(
            name: "Confusion matrix: each line's class, and what it was taken for",
            columns: ["class"] + (0..<classes).map { labels[$0] },
            rows: (0..<classes).map { actual in
                [labels[actual]]
                    + counts[actual * classes..<(actual + 1) * classes].map { "\($0)" }
            })
    }

    /// The matrix, each line stretched so that all of a class is white; nil for more classes than
    /// a picture shows.
    package var picture: Picture? {
        guard classes > 2, classes <= 256 else { return nil }
        let cell = max(1, 160 / classes)
        var image = GreyImage(width: classes * cell, height: classes * cell)
        for actual in 0..<classes {
            let row = Array(counts[actual * classes..<(actual + 1) * classes])
            let total = max(1, row.reduce(0, +))
            for (given, count) in row.enumerated() where count > 0 {
                // Single mistakes are seen too.
                let shade = 60 + 195 * Double(count) / Double(total)
                image.fill(UInt8(shade), x: given * cell, y: actual * cell, size: cell)
            }
        }
        return image.picture("confusion matrix: down the class, across what it was taken for")
    }
}
