import Foundation
import Jobs
import Randomness
import Search
import Testing

/// What every draw must do, and how its values must be spread.
struct DrawTests {
    static let distributions: [Distribution] = [
        .uniform(low: -2, high: 3), .uniform(low: 7, high: 7),
        .uniform(low: -1.7e308, high: 1.7e308), .logUniform(low: 1e-5, high: 0.1),
        .logUniform(low: .leastNonzeroMagnitude, high: 1.7e308), .logUniform(low: 0.3, high: 0.3),
        .integer(low: -3, high: 3), .integer(low: .min, high: .max), .integer(low: 5, high: 5),
        .logInteger(low: 1, high: 512), .logInteger(low: 1, high: .max),
        .logInteger(low: .max, high: .max),
        .choice([.integer(16), .text("tanh"), .real(0.5), .flag(true)]),
    ]

    static func draws(_ distribution: Distribution, _ count: Int, key: UInt64 = 1) throws
        -> [ParameterValue]
    {
        let draw = try distribution.draw()
        return (0..<count).map { index in
            var stream = RandomStream(RandomKey(key: key, stream: UInt64(index)))
            return draw.value(from: &stream)
        }
    }

    @Test(arguments: distributions)
    func `every value lies within the bounds and has the distribution's type`(
        distribution: Distribution
    ) throws {
        for value in try Self.draws(distribution, 5000) {
            switch (distribution, value) {
            case (.uniform(let low, let high), .real(let drawn)),
                (.logUniform(let low, let high), .real(let drawn)):
                #expect((low...high).contains(drawn))
            case (.integer(let low, let high), .integer(let drawn)),
                (.logInteger(let low, let high), .integer(let drawn)):
                #expect((low...high).contains(drawn))
            case (.choice(let values), _):
                #expect(values.contains(value))
            default:
                Issue.record("\(distribution) gave \(value)")
            }
        }
    }

    @Test(arguments: distributions)
    func `the same stream gives the same value`(distribution: Distribution) throws {
        #expect(try Self.draws(distribution, 50) == Self.draws(distribution, 50))
    }

    @Test func `both ends of a real range can be drawn, and are drawn exactly`() throws {
        for (low, high) in [(1e-5, 0.1), (0.1, 0.3), (3.0, 10.0), (1e-300, 1e300)] {
            let even = try UniformDraw(low: low, high: high)
            #expect(even.value(at: 0) == low && even.value(at: 1) == high)
            let log = try LogUniformDraw(low: low, high: high)
            #expect(log.value(at: 0) == low && log.value(at: 1) == high)
        }
    }

    @Test func `both ends of an integer range are drawn`() throws {
        for distribution in [
            Distribution.integer(low: -3, high: 3), .logInteger(low: 2, high: 9),
        ] {
            let values = Set(try Self.draws(distribution, 2000))
            guard case .integer(-3, 3) = distribution else {
                #expect(values == Set((2...9).map { .integer($0) }))
                continue
            }
            #expect(values == Set((-3...3).map { .integer($0) }))
        }
    }

    /// The chance of a chi-square statistic above the limit is 1 in 10,000 with fair draws.
    @Test(arguments: [
        (Distribution.integer(low: 0, high: 9), 10, 33.7),
        (.choice((0..<7).map { .integer($0) }), 7, 27.9),
        (.logInteger(low: 1, high: 16), 16, 44.3),
    ])
    func `integers and choices have their probabilities`(
        distribution: Distribution, classes: Int, limit: Double
    ) throws {
        let count = 40_000
        var seen = [Int](repeating: 0, count: classes)
        let isLog = distribution == .logInteger(low: 1, high: 16)
        for case .integer(let value) in try Self.draws(distribution, count) {
            seen[isLog ? value - 1 : value] += 1
        }
        var statistic = 0.0
        for (index, hits) in seen.enumerated() {
            let share =
                isLog
                ? log(Double(index + 2) / Double(index + 1)) / log(17) : 1 / Double(classes)
            let expected = share * Double(count)
            statistic += (Double(hits) - expected) * (Double(hits) - expected) / expected
        }
        #expect(statistic < limit)
    }

    /// Kolmogorov–Smirnov: the chance of a distance above 2.23/√n is 1 in 10,000.
    @Test(arguments: [
        Distribution.uniform(low: -2, high: 3), .logUniform(low: 1e-5, high: 0.1),
        .logUniform(low: 1, high: 1.5),
    ])
    func `reals are even, or their logarithms are`(distribution: Distribution) throws {
        let positions = try Self.draws(distribution, 20_000).map { value in
            switch distribution {
            case .uniform(let low, let high): (value.number! - low) / (high - low)
            case .logUniform(let low, let high): log(value.number! / low) / log(high / low)
            default: Double.nan
            }
        }.sorted()
        let count = Double(positions.count)
        let distance = positions.enumerated().map { index, position in
            max(Double(index + 1) / count - position, position - Double(index) / count)
        }.max()!
        #expect(distance < 2.23 / count.squareRoot())
    }

    @Test(arguments: [
        (Distribution.uniform(low: 2, high: 1), "the lower first: [2.0, 1.0]"),
        (.uniform(low: .nan, high: 1), "two finite bounds"),
        (.uniform(low: 0, high: .infinity), "two finite bounds"),
        (.logUniform(low: 0, high: 1), "above 0"), (.logUniform(low: -1, high: 1), "above 0"),
        (.logUniform(low: 1, high: 0.1), "the lower first"),
        (.integer(low: 2, high: 1), "the lower first: [2, 1]"),
        (.logInteger(low: 0, high: 4), "from 1 on"), (.choice([]), "at least one value"),
    ])
    func `an impossible distribution is refused in words`(
        distribution: Distribution, words: String
    ) throws {
        let error = try #require(throws: SearchError.self) { try distribution.draw() }
        #expect(error.description.contains(words))
    }
}
