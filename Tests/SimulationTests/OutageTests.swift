import Jobs
import Randomness
import Scheduling
import Testing

/// Ten minutes in which the coordinator and its workers do not hear each other.
struct OutageTests {
    static let outage = Duration.seconds(600)

    static let faults: [[Fault]] = [
        [.coordinatorCrash(downFor: outage)],
        [.coordinatorStall(outage)],
        [.cutAll(loses: true, outage)],
        (0..<4).map { .workerFreeze($0, outage) },
        [.cutAll(loses: true, outage), .coordinatorCrash(downFor: outage / 2)],
        [.cutAll(loses: false, outage), .coordinatorStall(outage / 2)],
        [.coordinatorCrash(downFor: .seconds(1)), .brokenStore(outage)],
        [.fullStore(outage)],
    ]

    @Test(arguments: faults.indices, 0..<4 as Range<UInt64>)
    func `an outage loses no trial and runs none twice`(kind: Int, seed: UInt64) {
        var random = RandomStream(RandomKey(key: seed, stream: 7))
        var plan = FaultPlan()
        plan.end = .seconds(30) + Self.outage
        let start = Duration.seconds(1 + 20 * random.uniform())
        plan.faults = Self.faults[kind].map { (start, $0) }
        var settings = SchedulerSettings()
        settings.copiesStragglers = false
        settings.keepsStories = true
        let cluster = SimulatedCluster(
            seed: seed, workload: Workload(sound: 30, seed: seed), plan: plan,
            hosts: Array(repeating: (slots: 2, slowness: 2), count: 4), settings: settings)
        cluster.play(limit: .seconds(30) + Self.outage + .seconds(120))
        #expect(cluster.audit.violations.isEmpty, "\(cluster.audit.violations)")
        let begun = cluster.workers.flatMap(\.begun).count
        #expect(begun == 30, "\(cluster.openStories().joined(separator: "\n"))")
        let records = try? Reference.records(of: cluster.clients[0])
        let results = records?.filter { if case .trial = $0.outcome { true } else { false } }
        #expect(results?.count == 30)
    }
}
