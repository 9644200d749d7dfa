internal import Experiments
internal import Foundation
internal import Randomness

/// The finite losses of one log as numbers to judge by.
struct HistoryCurve {
    /// A difference with its interval of 99 %.
    struct Change {
        var value: Double
        var reach: Double
        var interval: ClosedRange<Double> { (value - reach)...(value + reach) }
        var isFall: Bool { value + reach < 0 }
        var isRise: Bool { value - reach > 0 }
    }

    let values: [Double]
    /// The standard deviation of one value about its neighbours.
    let noise: Double
    private let key: RandomKey

    init(_ values: [Double]) {
        self.values = values
        noise = Self.noise(of: values)
        // One log is judged alike at all times and beside whichever others.
        key = RandomKey(key: 0x6469_6167, stream: 0x6E6F_7365)
    }

    init(_ series: HistorySeries?) { self.init(series?.finite.y ?? []) }

    /// Second differences know no trend: those of independent noise have 6 times its variance. The
    /// steep beginning is left out.
    private static func noise(of values: [Double]) -> Double {
        let part = Array(values.suffix(max(4, 2 * values.count / 3)))
        guard part.count > 2 else { return 0 }
        let second: [Double] = (2..<part.count).map { index -> Double in
            part[index] - 2 * part[index - 1] + part[index - 2]
        }
        return (second.reduce(0) { $0 + $1 * $1 } / (6 * Double(second.count))).squareRoot()
    }

    var count: Int { values.count }

    /// How many of the first values count as the start.
    var startCount: Int { max(1, count / 20) }
    var start: Double { Statistics.median(Array(values.prefix(startCount))) }
    var isPositive: Bool { values.allSatisfy { $0 > 0 } }

    /// How far the mean of a stretch may lie from what it would be again: a block bootstrap, and at
    /// least what independent noise does to it.
    private func reach(of range: Range<Int>, boots: Bool = true) -> Double {
        // Second differences overlap: fewer of them are independent.
        let freedom = max(1, 0.6 * Double(count * 2 / 3 - 2))
        let plain =
            Statistics.student(2.5758, freedom: freedom) * noise / Double(range.count).squareRoot()
        guard boots, range.count >= 8 else { return plain }
        // Blocks are kept by the bootstrap anyway: means of short ones tell the same of long logs.
        let part = Self.condensed(Array(values[range]), to: 2000)
        let ends = Bootstrap.differenceOfMeans(early: [0], late: part, key: key)
        return max(plain, (ends.upperBound - ends.lowerBound) / 2)
    }

    /// The mean of one stretch less that of another.
    func change(from early: Range<Int>, to late: Range<Int>, boots: Bool = true) -> Change {
        let (a, b) = (reach(of: early, boots: boots), reach(of: late))
        return Change(
            value: Statistics.mean(values[late]) - Statistics.mean(values[early]),
            reach: (a * a + b * b).squareRoot())
    }

    /// From the start to the last third.
    var fall: Change {
        change(from: 0..<startCount, to: (count - max(1, count / 3))..<count, boots: false)
    }

    /// From the third to the last quarter.
    var ending: Change { change(from: (count / 2)..<(3 * count / 4), to: (3 * count / 4)..<count) }

    /// How many values a smooth curve takes together.
    var span: Int { min(count, max(3, count / 20)) }

    /// The means of stretches of ``span`` values, one from each index on.
    var smooth: [Double] {
        guard count >= span, span > 0 else { return [] }
        var sum = values[0..<span].reduce(0, +)
        var means = [sum / Double(span)]
        for index in span..<max(count, span) {
            sum += values[index] - values[index - span]
            means.append(sum / Double(span))
        }
        return means
    }

    /// What counts as the size of the curve: how far it came down from its start, at least a tenth
    /// of that.
    var size: Double {
        let best = smooth.min() ?? start
        return max(start - best, 0.1 * abs(start), .leastNormalMagnitude)
    }

    /// Whether the loss stands at the end: no fall or rise from the third to the last quarter
    /// beyond 2 % of what it came down.
    var stands: Bool {
        let interval = ending.interval
        return interval.lowerBound < 0.02 * size && interval.upperBound > -0.02 * size
    }

    /// How far the mean of ``span`` values wanders, as one standard error: by what is left of the
    /// last two thirds when the lines before and after `turn` are taken away, and by how much of
    /// that a value has of the one before.
    func wander(about turn: Int) -> Double {
        let first = count - 2 * count / 3
        let parts = [first..<max(first, turn), max(first, turn)..<count]
        let rests = parts.filter { $0.count > 2 }.map { Trend.detrended(Array(values[$0])) }
        let squares = rests.joined().reduce(0) { $0 + $1 * $1 }
        let products = rests.reduce(0) { sum, rest in
            sum + zip(rest, rest.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        }
        guard squares > 0 else { return 0 }
        let kept = min(max(products / squares, 0), 0.99)
        let share = min(1, (1 + kept) / (1 - kept) / Double(span))
        let freedom = max(1, rests.joined().count - 2 * rests.count)
        return (squares / Double(freedom) * share).squareRoot()
    }

    var endLevel: Double { Statistics.mean(values.suffix(max(1, count / 4))) }

    /// Means of at most `most` stretches, for what costs more on longer curves.
    func condensed(to most: Int) -> [Double] { Self.condensed(values, to: most) }

    private static func condensed(_ values: [Double], to most: Int) -> [Double] {
        let count = values.count
        guard count > most else { return values }
        return (0..<most).map { index in
            Statistics.mean(values[(index * count / most)..<((index + 1) * count / most)])
        }
    }
}
