internal import ElementaryFunctions
internal import Foundation
internal import Jobs

/// One axis: numbers to positions between 0 and 1, with ticks at round numbers.
package struct Scale: Hashable, Sendable {
    /// A number with the words beside it.
    package struct Tick: Hashable, Sendable {
        package var value: Double
        package var label: String
    }

    package let low: Double
    package let high: Double
    package let isLogarithmic: Bool
    package let ticks: [Tick]

    /// Makes an axis that covers the drawable among `values`, and 0 to 1 where there is none.
    ///
    /// - Parameters:
    ///   - logarithmic: nil takes a logarithmic axis where all values are positive and span more
    ///     than two decades.
    ///   - includesZero: whether a linear axis reaches down (or up) to 0, as bars need.
    ///   - widened: whether a linear axis begins and ends at a tick.
    ///   - margin: the share of the axis that stays free at either end.
    ///   - leastStep: what ticks of a linear axis are apart at least.
    package init(
        covering values: [Double], logarithmic: Bool? = nil, includesZero: Bool = false,
        widened: Bool = true, margin: Double = 0, leastStep: Double = 0
    ) {
        let finite = values.filter(Self.isDrawable)
        let positive = finite.filter { $0 > Self.tiny }
        let spread = (finite.min() ?? 0, finite.max() ?? 1)
        let spans =
            positive.count == finite.count && spread.0 > Self.tiny && spread.1 / spread.0 > 100
        if logarithmic ?? spans, let least = positive.min(), let most = positive.max() {
            let factor = Double.pow(10, (Double.log10(most) - Double.log10(least)) * margin)
            self.init(
                logarithmicFrom: max(least / factor, 1e-300), to: min(most * factor, 1e305))
            return
        }
        var (low, high) = finite.isEmpty ? (0, 1) : spread
        if includesZero { (low, high) = (min(low, 0), max(high, 0)) }
        let room = (high - low) * margin
        self.init(from: low - room, to: high + room, widened: widened, leastStep: leastStep)
    }

    /// What is nearer to 0 cannot be told from it: its reciprocal and its differences underflow.
    private static let tiny = 1e-290

    /// Whether `value` has a position on some axis: a number, and not so large that differences
    /// between such numbers overflow.
    package static func isDrawable(_ value: Double) -> Bool { abs(value) < 1e300 }

    /// Returns where `value` stands, 0 at the low end and 1 at the high; nil where it has no
    /// position.
    package func position(_ value: Double) -> Double? {
        guard Self.isDrawable(value), !isLogarithmic || value > Self.tiny else { return nil }
        if isLogarithmic {
            return (Double.log10(value) - Double.log10(low))
                / (Double.log10(high) - Double.log10(low))
        }
        return (value - low) / (high - low)
    }

    private init(from least: Double, to most: Double, widened: Bool, leastStep: Double) {
        var (low, high) = (least, most)
        if high - low <= max(max(abs(low), abs(high)) * 1e-9, Self.tiny) {
            let margin = abs(high) <= Self.tiny ? 1 : abs(high) * 0.1
            (low, high) = (low - margin, high + margin)
        }
        let step = max(Self.roundStep((high - low) / 6), leastStep)
        if widened {
            low = (low / step + 1e-9).rounded(.down) * step
            high = (high / step - 1e-9).rounded(.up) * step
        }
        let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
        self.low = low
        self.high = high
        isLogarithmic = false
        ticks = stride(from: first, through: last, by: 1).map {
            Tick(value: $0 * step, label: Self.label($0 * step, step: step))
        }
    }

    private init(logarithmicFrom least: Double, to most: Double) {
        low = most / least < 1.01 ? least / 2 : least
        high = most / least < 1.01 ? most * 2 : most
        isLogarithmic = true
        let (low, high) = (self.low * (1 - 1e-9), self.high * (1 + 1e-9))
        let exponents = Int(Double.log10(low).rounded(.down))...Int(Double.log10(high).rounded(.up))
        let every = max(1, (exponents.count + 6) / 8)
        let mantissas: [Double] =
            high / low < 10 ? [1, 2, 3, 5, 7] : high / low < 100 ? [1, 3] : [1]
        let values = exponents.filter { $0 % every == 0 }.flatMap { exponent in
            mantissas.map { $0 * Double.pow(10, Double(exponent)) }
        }
        ticks = values.filter { (low...high).contains($0) }.map {
            Tick(value: $0, label: Figure.text($0))
        }
    }

    /// Returns the least of 1, 2, 5 times a power of ten that is not below `step`.
    private static func roundStep(_ step: Double) -> Double {
        let power = Double.pow(10, Double.log10(step).rounded(.down))
        let factor = [1, 2, 5, 10].first { $0 * power >= step * (1 - 1e-9) } ?? 10
        return factor * power
    }

    private static func label(_ value: Double, step: Double) -> String {
        if abs(value) < step / 2 { return "0" }
        guard step >= 1e-6, abs(value) < 1e5 else { return Figure.text(value) }
        let decimals = max(0, -Int((Double.log10(step) + 1e-9).rounded(.down)))
        return String(format: "%.\(decimals)f", value)
    }
}
