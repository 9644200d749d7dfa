/// What a curve of losses or scores shows, as monitors of a training that runs and the diagnosis of
/// one that has run both ask for it.
package enum CurveShape {
    /// The indices, at least `apart` from one another, at which a curve jumps up for a while: the
    /// median of the next values lies above that of the values before by 10 of their median
    /// absolute deviations and by half.
    package static func spikes(_ values: [Double], apart: Int? = nil) -> [Int] {
        let reach = apart ?? max(5, values.count / 40)
        guard values.count >= 6 * reach else { return [] }
        var found: [Int] = []
        var index = 4 * reach
        while index + reach <= values.count {
            let before = Array(values[(index - 4 * reach)..<index])
            let center = Statistics.median(before)
            let spread = Statistics.median(before.map { abs($0 - center) })
            let after = Statistics.median(Array(values[index..<index + reach]))
            if values[index] > center + 10 * spread, after > center + 10 * spread,
                after > center + 0.5 * abs(center)
            {
                found.append(index)
                index += 4 * reach
            } else {
                index += 1
            }
        }
        return found
    }

    /// How many exact zeros end a curve that was not on its way there: the last value before them
    /// is above 1 % of the first; 0 where there are fewer than 3.
    package static func zeroTail(_ values: [Double]) -> Int {
        let tail = values.reversed().prefix { $0 == 0 }.count
        guard tail >= 3, tail < values.count, let first = values.first else { return 0 }
        return abs(values[values.count - tail - 1]) > 0.01 * abs(first) ? tail : 0
    }

    /// A rise from a curve's lowest value to its end.
    package struct Rise: Sendable {
        package var lowest: Int
        /// The end, as the median of the last three, relative to the lowest value.
        package var share: Double
        /// In standard deviations of the curve about its own neighbours.
        package var deviations: Double
    }

    /// Returns how far the last three values all lie above the lowest one; nil where they don't, or
    /// where there are fewer than 6 values.
    package static func rise(_ values: [Double]) -> Rise? {
        guard values.count >= 6, values.allSatisfy(\.isFinite),
            let lowest = values.indices.min(by: { values[$0] < values[$1] }),
            lowest + 3 < values.count
        else { return nil }
        let end = Statistics.median(Array(values.suffix(3)))
        guard values.suffix(3).allSatisfy({ $0 > values[lowest] }) else { return nil }
        // Second differences know no trend: those of independent noise have 6 times its variance.
        let second: [Double] = (2..<values.count).map { index -> Double in
            values[index] - 2 * values[index - 1] + values[index - 2]
        }
        let noise = (second.reduce(0) { $0 + $1 * $1 } / (6 * Double(second.count))).squareRoot()
        let size = abs(values[lowest])
        return Rise(
            lowest: lowest, share: size > 0 ? (end - values[lowest]) / size : .infinity,
            deviations: noise > 0 ? (end - values[lowest]) / noise : .infinity)
    }
}
