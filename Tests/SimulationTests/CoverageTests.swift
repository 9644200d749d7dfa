import Coordination
import Jobs
import Scheduling
import Testing

/// A simulation that never meets a case tests nothing about it.
struct CoverageTests {
    /// Words of the jobs' stories, each of which some seed must bring about.
    static let words = [
        "is held by", "its worker was silent", "its worker does not know of it", "no new step",
        "ended as well", "its worker lost it on the way", "its worker left", "found in the store",
        "crashed, signal 9", "outOfMemory", "held back by", "the worker died while this ran",
        "its connection broke", "no space left on device", "arrived damaged twice",
    ]
    static let faults = [
        "workerCrash", "workerBurns", "workerFreeze", "workerLeaves", "workerLeavesWithResult",
        "workersRestart", "disconnect", "cut", "cutAll", "fullQueue", "hostTrouble", "damage",
        "computeDeath", "coordinatorCrash", "coordinatorStall", "slowStore", "fullStore",
        "brokenStore", "clientDies", "storm", "hostile", "stranger", "cancel",
    ]

    @Test func `the seeds bring about every turn that a job can take`() throws {
        var words = Set(Self.words)
        var faults = Set(Self.faults)
        var (restarts, replays, late, copies, deepest, refusals, lost) = (0, 0, 0, 0, 0, 0, 0)
        var quarantines = 0
        for workload in 0..<16 as Range<UInt64> {
            let reference = Reference(Workload(seed: workload))
            for number in 0..<Scenario.perWorkload {
                let scenario = Scenario(seed: workload * Scenario.perWorkload + number, reference)
                let cluster = scenario.play(keepsLog: true)
                words = words.filter { word in !cluster.stories.contains { $0.contains(word) } }
                faults.subtract(cluster.audit.struck.keys)
                restarts += cluster.audit.restarts
                replays += cluster.audit.replays
                for client in cluster.clients {
                    for record in try Reference.records(of: client) {
                        deepest = max(deepest, record.path.indices.count)
                        guard let id = client.id else { continue }
                        let last = cluster.audit.highest[JobID(run: id, name: record.job.name)]
                        if let number = record.attempt, number < last ?? 0 { late += 1 }
                        if record.failures.isEmpty, last == 2 { copies += 1 }
                        lost += record.failures.count { $0.kind == .lostWorker }
                        guard case .failure(let failure) = record.outcome else { continue }
                        if failure.message.contains("its plan cannot") { refusals += 1 }
                        if failure.kind == .workerDied { quarantines += 1 }
                    }
                }
            }
        }
        #expect(words == [])
        #expect(faults == [])
        #expect(restarts > 20 && replays > 50)
        #expect(late > 10 && copies > 10 && lost > 10)
        #expect(deepest >= 4 && refusals > 5 && quarantines > 0)
    }
}

extension SimulatedCluster {
    /// What happened to each job, as far as this start of the coordinator knows.
    fileprivate var stories: [String] {
        clients.flatMap { client in
            let records = (try? Reference.records(of: client)) ?? []
            return records.flatMap { record in
                client.id.map { JobID(run: $0, name: record.job.name) }
                    .flatMap { station?.loop.scheduler.story(of: $0) } ?? []
            }
        }
    }
}
