import Foundation
import Jobs
import Search
import Testing

struct SamplingTests {
    static let space = [
        SearchPlan.Parameter(name: "rate", distribution: .logUniform(low: 1e-5, high: 0.1)),
        SearchPlan.Parameter(name: "dropout", distribution: .uniform(low: 0, high: 0.5)),
        SearchPlan.Parameter(name: "width", distribution: .integer(low: 8, high: 64)),
        SearchPlan.Parameter(name: "units", distribution: .logInteger(low: 1, high: 1024)),
        SearchPlan.Parameter(name: "act", distribution: .choice([.text("relu"), .text("gelu")])),
    ]

    static func trials(_ space: [SearchPlan.Parameter], _ count: Int, seed: UInt64 = 42) throws
        -> [PlannedJob]
    {
        let plan = SearchPlan(
            space: space, trials: .random(count), metric: "validation-loss", goal: .minimize)
        return try Sampling(plan, seed: seed).trials
    }

    @Test func `trial i is the same in a search of any length`() throws {
        let long = try Self.trials(Self.space, 300)
        #expect(long.map(\.name) == (0..<300).map { "trial/\($0)" })
        for count in [1, 2, 60] {
            #expect(try Self.trials(Self.space, count) == Array(long[..<count]))
        }
    }

    @Test func `neither the order of the parameters nor another one changes a draw`() throws {
        let all = try Self.trials(Self.space, 40)
        #expect(try Self.trials(Self.space.reversed(), 40) == all)
        for index in Self.space.indices {
            var fewer = Self.space
            let gone = fewer.remove(at: index).name
            let rest = try Self.trials(fewer, 40)
            for (whole, part) in zip(all, rest) {
                #expect(whole.parameters.filter { $0.key != gone } == part.parameters)
            }
        }
    }

    @Test func `seeds, trials and parameters are independent of each other`() throws {
        let twins = ["a", "b"].map {
            SearchPlan.Parameter(name: $0, distribution: .uniform(low: 0, high: 1))
        }
        let first = try Self.trials(twins, 4000)
        let second = try Self.trials(twins, 4000, seed: 43)
        func column(_ jobs: [PlannedJob], _ name: String) -> [Double] {
            jobs.map { $0.parameters[name]!.number! }
        }
        let (a, b, other) = (column(first, "a"), column(first, "b"), column(second, "a"))
        for (x, y) in [(a, b), (a, other), (a, Array(a.dropFirst()) + [0.5])] {
            #expect(abs(correlation(x, y)) < 0.06, "four standard errors")
        }
    }

    /// The draws of seed 42, also computed in Python from Philox and SHA-256 (the logarithmic one
    /// to 15 digits): a change to any of them would change every search that was ever run.
    @Test func `the first trials are what they always were`() throws {
        let trials = try Self.trials(Self.space, 2)
        let words = trials.map { job in
            job.parameters.sorted { $0.key < $1.key }.map { "\($0.value)" }.joined(separator: " ")
        }
        #expect(
            words == [
                "gelu 0.2721589428100264 5.087204708702412e-05 63 19",
                "gelu 0.3759464647724669 0.008922864582723178 8 48",
            ])
    }

    @Test func `the defaults are trial 0, and the others stay as they are without them`() throws {
        let defaults: [String: ParameterValue] = ["rate": .real(1e-3), "width": .integer(32)]
        var plan = SearchPlan(
            space: Self.space, trials: .random(20), defaults: defaults, metric: "loss",
            goal: .minimize)
        let with = try Sampling(plan, seed: 42).trials
        #expect(plan.defaultsTrial == 0)
        #expect(with.count == 20)
        #expect(with[0] == PlannedJob(name: "trial/0", parameters: defaults))
        let without = try Self.trials(Self.space, 20)
        #expect(with.dropFirst() == without.dropFirst())
        plan.trials = .list([["rate": .real(0.5)]])
        #expect(plan.defaultsTrial == nil)
        #expect(try Sampling(plan, seed: 42).trials[0].parameters == ["rate": .real(0.5)])
    }

    @Test func `a list is tried in its order, and what a trial leaves out keeps its default`()
        throws
    {
        let plan = SearchPlan(
            space: Self.space,
            trials: .list([["rate": .real(0.5)], ["width": .integer(9), "rate": .real(2)]]),
            metric: "validation-loss", goal: .minimize)
        let trials = try Sampling(plan, seed: 1).trials
        #expect(trials.map(\.name) == ["trial/0", "trial/1"])
        #expect(trials[0].parameters == ["rate": .real(0.5)])
        #expect(trials[1].parameters == ["width": .integer(9), "rate": .real(2)])
    }

    @Test(arguments: [
        (SearchPlan.Trials.random(0), "has 0"), (.random(-1), "has -1"), (.list([]), "has 0"),
        (.random(1_000_001), "has 1000001"),
    ])
    func `no trials, or too many, are refused`(trials: SearchPlan.Trials, words: String) throws {
        let plan = SearchPlan(space: [], trials: trials, metric: "m", goal: .minimize)
        let error = try #require(throws: SearchError.self) {
            try Sampling(plan, seed: 1)
        }
        #expect(error.description.contains(words))
    }

    @Test func `an impossible space is refused with the parameter's name`() throws {
        let twice = try #require(throws: SearchError.self) {
            try Self.trials(Self.space + [Self.space[0]], 1)
        }
        #expect(twice.description.contains("two parameters \"rate\""))
        let bad = SearchPlan.Parameter(name: "bad", distribution: .uniform(low: 1, high: 0))
        let error = try #require(throws: SearchError.self) { try Self.trials([bad], 1) }
        #expect(error.description.hasPrefix("parameter \"bad\": uniform needs"))
    }

    private func correlation(_ x: [Double], _ y: [Double]) -> Double {
        let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
        var (xy, xx, yy) = (0.0, 0.0, 0.0)
        for (a, b) in zip(x, y) {
            xy += (a - meanX) * (b - meanY)
            xx += (a - meanX) * (a - meanX)
            yy += (b - meanY) * (b - meanY)
        }
        return xy / (xx * yy).squareRoot()
    }
}
