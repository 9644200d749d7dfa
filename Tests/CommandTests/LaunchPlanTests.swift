import Preflight
import Testing

/// How many workers are asked of a batch system, and which are let go.
@Suite struct LaunchPlanTests {
    typealias Worker = LaunchPlan.Worker

    struct Row: Sendable {
        var what: String
        var workers = 2...8
        var slots: Int? = 4
        var sight: LaunchPlan.Sight
        var orders: [LaunchPlan.Order]
    }

    static let idle = LaunchPlan.Worker.State.connected(slots: 4, busy: 0)
    static let busy = LaunchPlan.Worker.State.connected(slots: 4, busy: 4)

    static func many(_ count: Int, _ state: Worker.State, from first: Int = 0) -> [Worker] {
        (first..<first + count).map { Worker("\($0)", state) }
    }

    static let rows: [Row] = [
        Row(what: "no work: the fewest", sight: .init(jobs: 0), orders: [.submit(2)]),
        Row(
            what: "no work and none wanted", workers: 0...8, sight: .init(jobs: 0), orders: []),
        Row(what: "as many as the jobs fill", sight: .init(jobs: 17), orders: [.submit(5)]),
        Row(what: "never more than the most", sight: .init(jobs: 1000), orders: [.submit(8)]),
        Row(
            what: "those in the queue count",
            sight: .init(jobs: 20, workers: many(2, .queued) + many(1, .starting, from: 2)),
            orders: [.submit(2)]),
        Row(
            what: "other people's slots serve too",
            sight: .init(jobs: 20, otherSlots: 8), orders: [.submit(3)]),
        Row(
            what: "one first, where nobody knows what one gives", workers: 0...8, slots: nil,
            sight: .init(jobs: 1000), orders: [.submit(1)]),
        Row(
            what: "what the first gave is known", workers: 0...8, slots: nil,
            sight: .init(jobs: 12, workers: many(1, busy)), orders: [.submit(2)]),
        Row(
            what: "the newest in the queue go first",
            sight: .init(jobs: 8, workers: many(2, busy) + many(2, .queued, from: 2)),
            orders: [.retire(["3", "2"])]),
        Row(
            what: "busy ones stay", sight: .init(jobs: 1, workers: many(8, busy)), orders: []),
        Row(
            what: "idle ones stay for a while", sight: .init(jobs: 0, workers: many(8, idle)),
            orders: []),
        Row(
            what: "a run that may grow keeps what it has",
            sight: .init(
                jobs: 1, mayGrow: true, workers: many(2, busy) + many(2, .queued, from: 2)),
            orders: []),
        Row(
            what: "at most a hundred at once", workers: 0...1000, sight: .init(jobs: 10_000),
            orders: [.submit(100)]),
    ]

    @Test(arguments: rows) func `one look gives these orders`(row: Row) {
        var plan = LaunchPlan(workers: row.workers, slots: row.slots)
        #expect(plan.orders(for: row.sight, at: .zero) == row.orders, "\(row.what)")
    }

    @Test func `the idle longest go once they were idle for a minute, down to the fewest`() {
        var plan = LaunchPlan(workers: 1...8, slots: 4)
        let early = LaunchPlan.Sight(
            jobs: 4, workers: [Worker("a", Self.busy), Worker("b", Self.idle)])
        #expect(plan.orders(for: early, at: .zero) == [])
        let late = LaunchPlan.Sight(
            jobs: 0, workers: [Worker("a", Self.idle), Worker("b", Self.idle)])
        #expect(plan.orders(for: late, at: .seconds(59)) == [])
        #expect(plan.orders(for: late, at: .seconds(60)) == [.retire(["b"])])
        #expect(plan.orders(for: late, at: .seconds(61)) == [], "it is on its way out")
        let rest = LaunchPlan.Sight(jobs: 0, workers: [Worker("a", Self.idle)])
        #expect(plan.orders(for: rest, at: .seconds(600)) == [])
    }

    @Test func `work resets how long a worker was idle`() {
        var plan = LaunchPlan(workers: 0...8, slots: 4)
        for (second, state) in [(0, Self.idle), (50, Self.busy), (55, Self.idle)] {
            let sight = LaunchPlan.Sight(jobs: 0, workers: [Worker("a", state)])
            #expect(plan.orders(for: sight, at: .seconds(second)) == [])
        }
        let sight = LaunchPlan.Sight(jobs: 0, workers: [Worker("a", Self.idle)])
        #expect(plan.orders(for: sight, at: .seconds(114)) == [])
        #expect(plan.orders(for: sight, at: .seconds(115)) == [.retire(["a"])])
    }

    @Test func `workers that end unheard of are asked for ever more seldom`() {
        var plan = LaunchPlan(workers: 1...1, slots: 1)
        let nobody = LaunchPlan.Sight(jobs: 9)
        let starting = LaunchPlan.Sight(jobs: 9, workers: [Worker("a", .starting)])
        var submissions: [Int] = []
        var isThere = false
        for second in 0..<1800 {
            let orders = plan.orders(for: isThere ? starting : nobody, at: .seconds(second))
            isThere = orders == [.submit(1)]
            if isThere { submissions.append(second) }
        }
        let pauses = zip(submissions, submissions.dropFirst()).map { $1 - $0 }
        #expect(pauses.first == 12)
        #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 <= $1 && $1 <= 602 })
        #expect(submissions.count < 12)
        // One that is heard of ends the pauses.
        let heard = LaunchPlan.Sight(
            jobs: 9, workers: [Worker("b", .connected(slots: 1, busy: 1))])
        _ = plan.orders(for: heard, at: .seconds(5000))
        #expect(plan.orders(for: nobody, at: .seconds(5001)) == [.submit(1)])
    }

    @Test func `a refused submission waits before the next`() {
        var plan = LaunchPlan(workers: 2...2, slots: 1)
        #expect(plan.orders(for: .init(jobs: 0), at: .zero) == [.submit(2)])
        plan.refused(at: .zero)
        #expect(plan.orders(for: .init(jobs: 0), at: .seconds(9)) == [])
        #expect(plan.orders(for: .init(jobs: 0), at: .seconds(10)) == [.submit(2)])
    }
}
