import Foundation
import Randomness

/// Logs made of formulas and seeded noise, as programs of several kinds write them.
struct MadeHistory {
    private var stream: RandomStream

    init(seed: UInt64) {
        stream = RandomStream(RandomKey(key: seed, stream: 7))
    }

    /// A draw from the standard normal distribution (Box and Muller 1958).
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - stream.uniform())).squareRoot()
        return radius * cos(2 * .pi * stream.uniform())
    }

    /// A draw from the exponential distribution, as losses of single rows scatter.
    mutating func exponential() -> Double { -log(1 - stream.uniform()) }

    /// `count` values of a curve over 0 to 1, each with noise in proportion to it.
    mutating func values(
        _ count: Int, noise: Double = 0.02, _ curve: (_ t: Double) -> Double
    ) -> [Double] {
        (0..<count).map { index in
            let value = curve(Double(index) / Double(max(count - 1, 1)))
            return value + noise * abs(value) * normal()
        }
    }

    /// `count` values from one on that come to another, each with noise of one size.
    mutating func rising(
        _ count: Int, from start: Double, by change: Double, over epochs: Double, noise: Double
    ) -> [Double] {
        (0..<count).map { index in
            start + change * (1 - exp(Double(-index) / epochs)) + noise * normal()
        }
    }

    /// A fall from one value towards another, as fast as `rate` says.
    static func fall(_ from: Double, _ to: Double, rate: Double) -> (Double) -> Double {
        { to + (from - to) * exp(-rate * $0) }
    }

    /// A CSV file with a column of epochs from 0.
    static func csv(_ columns: [(String, [Double])], separator: String = ",") -> String {
        let head = (["epoch"] + columns.map(\.0)).joined(separator: separator)
        let rows = (0..<(columns.map(\.1.count).max() ?? 0)).map { row in
            (["\(row)"] + columns.map { row < $0.1.count ? "\($0.1[row])" : "" })
                .joined(separator: separator)
        }
        return ([head] + rows).joined(separator: "\n") + "\n"
    }
}
