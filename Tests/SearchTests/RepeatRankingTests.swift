import Foundation
import Jobs
import Search
import Testing

struct RepeatRankingTests {
    @Test func `the mean of the fresh runs alone ranks, whatever the trial's own value was`() {
        let ranking = RepeatRanking(
            [3: [0.90, 0.92, 0.94], 8: [0.95, 0.95, 0.95], 5: [0.92, 0.90, 0.94]],
            goal: .maximize)
        #expect(ranking.entries.map(\.trial) == [8, 3, 5], "ties by index")
        #expect(ranking.entries.map(\.rank) == [1, 2, 3])
        #expect(ranking.entries[0].mean == 0.95)
        let losses = RepeatRanking([1: [0.5, 0.7], 2: [0.3, 0.4]], goal: .minimize)
        #expect(losses.entries.map(\.trial) == [2, 1])
    }

    /// The interval as SciPy gives it: `ttest_rel(a, b).confidence_interval(0.95)`.
    @Test func `pairs share their seed, and the interval is that of Student's paired test`()
        throws
    {
        let first = [0.91, 0.93, 0.95, 0.90, 0.94]
        let second = [0.90, 0.93, 0.93, 0.895, 0.925]
        let ranking = RepeatRanking([4: second, 9: first], goal: .maximize)
        let behind = try #require(ranking.entries[1].behindFirst)
        #expect(behind.other == 9)
        #expect(behind.pairs == 5)
        #expect(abs(behind.difference - 0.01) < 1e-12)
        let (low, high) = (try #require(behind.low), try #require(behind.high))
        #expect(abs(low - 0.000183784) < 1e-7)
        #expect(abs(high - 0.019816216) < 1e-7)
        #expect(behind.isSeparated)
        #expect(behind.probabilityOtherIsBetter == 0.9, "one tie counts half")
        #expect(ranking.entries[1].behindPrevious == behind)
        #expect(ranking.entries[0].behindFirst == nil)
    }

    @Test func `a difference is how much better the other is, for losses too`() throws {
        let ranking = RepeatRanking([0: [0.2, 0.3], 1: [0.4, 0.6]], goal: .minimize)
        let behind = try #require(ranking.entries[1].behindFirst)
        #expect(abs(behind.difference - 0.25) < 1e-12)
        #expect(behind.probabilityOtherIsBetter == 1)
    }

    @Test func `an interval that holds 0, equal runs and a single pair separate nothing`() {
        let cases: [[Int: [Double?]]] = [
            [0: [0.9, 0.8, 0.7], 1: [0.8, 0.9, 0.65]], [0: [0.9, 0.8], 1: [0.9, 0.8]],
            [0: [0.9, nil], 1: [0.1, nil]],
        ]
        for values in cases {
            let behind = RepeatRanking(values, goal: .maximize).entries[1].behindFirst
            #expect(behind?.isSeparated == false, "\(values)")
        }
    }

    @Test func `a run that gave no number ranks its trial behind, with the others' mean`() {
        let values: [Int: [Double?]] = [
            0: [0.99, nil, 0.99], 1: [0.5, 0.6, 0.7], 2: [nil, .nan, .infinity],
            3: [nil, 0.2, nil],
        ]
        let ranking = RepeatRanking(values, goal: .maximize)
        #expect(ranking.entries.map(\.trial) == [1, 0, 3, 2])
        #expect(ranking.entries.map(\.missing) == [0, 1, 2, 3])
        #expect(
            ranking.entries.map { $0.mean.map { ($0 * 1000).rounded() } } == [600, 990, 200, nil])
        #expect(ranking.entries[1].behindFirst?.pairs == 2)
        #expect(ranking.entries[2].behindPrevious == nil, "no seed that both have")
    }

    /// Integrates the density t ↦ (1 + t²/k)^(−(k+1)/2) to the half width.
    @Test(arguments: Array(1...49))
    func `95 % of Student's distribution lie within the half width`(degrees: Int) throws {
        let zeros: [Double?] = Array(repeating: 0, count: degrees + 1)
        var ones: [Double?] = Array(repeating: 1, count: degrees + 1)
        ones[0] = 2
        let behind = try #require(
            RepeatRanking([0: zeros, 1: ones], goal: .maximize).entries[1].behindFirst)
        let values = [2.0] + Array(repeating: 1.0, count: degrees)
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / Double(degrees * (degrees + 1))).squareRoot()
        let width = (try #require(behind.high) - behind.difference) / error
        let half = atan(width / Double(degrees).squareRoot())
        // With t = √k tan u the density becomes cos^(k−1) u, from −π/2 to π/2.
        func area(_ end: Double) -> Double {
            let steps = 20_000
            return (0..<steps).reduce(0) { sum, step in
                sum + pow(cos(end * (Double(step) + 0.5) / Double(steps)), Double(degrees - 1))
            } * end / Double(steps)
        }
        #expect(abs(area(half) / area(.pi / 2) - 0.95) < 1e-6)
    }
}
