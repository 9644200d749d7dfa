import Foundation
import Jobs
import Randomness
import Scheduling
import Testing

/// A whole cluster under faults, from a seed; what must hold is listed at `check`.
struct ClusterTests {
    static let settings: SchedulerSettings = {
        var settings = SchedulerSettings()
        settings.keepsStories = true
        return settings
    }()

    /// One worker, no fault.
    static func reference(_ workload: Workload, seed: UInt64) -> SimulatedCluster {
        var cluster = SimulatedCluster(
            seed: seed, workload: workload, plan: .none, hosts: [(1, 1)], settings: settings)
        cluster.play(limit: .seconds(1000))
        return cluster
    }

    /// Some workers and many faults; `sound` tells how much there is to do.
    static func faulty(
        _ workload: Workload, seed: UInt64, sound: SimulatedCluster, cancels: Bool
    ) -> SimulatedCluster {
        var random = RandomStream(RandomKey(key: seed, stream: 4))
        let hosts = (0..<Int(1 + random.integer(below: 5))).map { _ in
            (slots: Int(1 + random.integer(below: 3)), slowness: Int(1 + random.integer(below: 3)))
        }
        let plan = FaultPlan.drawn(seed: seed, workers: hosts.count, cancels: cancels)
        var cluster = SimulatedCluster(
            seed: seed, workload: workload, plan: plan, hosts: hosts, settings: settings)
        // After the last fault three leases run out, a host has its longest rest, what the absent
        // hold waits for them, and one slow worker does all of the work.
        let work = sound.given.values.reduce(.zero) { $0 + $1.duration * $1.fate.attempts } * 3
        let stuck = sound.given.values.count { $0.fate == .stands } * 2
        cluster.play(limit: plan.end + .seconds(45 + 60 + 20) + work + .seconds(65 * stuck))
        return cluster
    }

    /// `SIMULATION_SEEDS=10000` plays more of them than the 400 of an ordinary run.
    static let blocks: Range<UInt64> = {
        let wanted = ProcessInfo.processInfo.environment["SIMULATION_SEEDS"].flatMap(UInt64.init)
        return 0..<max(1, (wanted ?? 400) / 40)
    }()

    @Test(arguments: blocks)
    func `no fault changes a byte, loses or doubles a job, or keeps a run from its end`(
        block: UInt64
    ) {
        for seed in block * 40..<(block + 1) * 40 { check(seed, cancels: false) }
    }

    @Test(arguments: 0..<blocks.upperBound / 2)
    func `a cancelled run ends under faults, and what it has is right`(block: UInt64) {
        for seed in block * 20..<(block + 1) * 20 { check(seed | 1 << 32, cancels: true) }
    }

    private func check(_ seed: UInt64, cancels: Bool) {
        let workload = Workload(seed: seed)
        let sound = Self.reference(workload, seed: seed)
        var cluster = Self.faulty(workload, seed: seed, sound: sound, cancels: cancels)
        for sentence in sound.violations { cluster.expect("without a fault: \(sentence)") }
        if cluster.violations.isEmpty {
            for run in workload.runs { compare(run, sound, &cluster, cancels: cancels) }
        }
        guard let violation = cluster.violations.first else { return }
        Issue.record(
            """
            seed \(seed): \(violation)
            \(cluster.plan.faults)
            \(cluster.openStories().joined(separator: "\n"))
            \(cluster.ending(40).joined(separator: "\n"))
            """)
    }

    private func compare(
        _ run: Workload.Run, _ sound: SimulatedCluster, _ cluster: inout SimulatedCluster,
        cancels: Bool
    ) {
        let records = cluster.store.records(of: run.id)
        let expected = sound.store.records(of: run.id)
        if !cancels, records.map(\.path) != expected.map(\.path) {
            cluster.expect("\(run.id) has the jobs \(records.map(\.path))")
        }
        for record in records {
            let isCancelled = cancels && record.failure?.kind == .cancelled
            guard let right = sound.store.record(at: record.path, of: run.id),
                right.job == record.job
            else {
                cluster.expect("\(record.path) of \(run.id) is \(record.job)")
                continue
            }
            if !isCancelled, bytes(record.outcome) != bytes(right.outcome) {
                cluster.expect("\(record.job.name): \(record.outcome), not \(right.outcome)")
            }
            let job = JobID(run: run.id, name: record.job.name)
            checkCharges(record, job, &cluster)
        }
        if !cancels, cluster.store.ends[run.id] != sound.store.ends[run.id] {
            cluster.expect("\(run.id) ended \(cluster.store.ends[run.id]!)")
        }
    }

    /// No job is charged with a crash or a standstill that was not its own or its process's.
    private func checkCharges(_ record: JobRecord, _ job: JobID, _ cluster: inout SimulatedCluster)
    {
        let kinds = record.failures.map(\.kind)
        let crashes = kinds.count { $0 == .crashed || $0 == .outOfMemory }
        let stucks = kinds.count { $0 == .stuck }
        let fate = cluster.given[job]?.fate
        let diesAlone = fate == .failure(.crashed) || fate == .failure(.outOfMemory)
        if !diesAlone, crashes > cluster.deaths[job, default: 0] {
            cluster.expect("\(job) was charged \(crashes) crashes: \(record.failures)")
        }
        if fate != .stands, stucks > 0 { cluster.expect("\(job) was charged a standstill") }
    }

    private func bytes(_ outcome: Outcome) -> Data { Outcome.bytes(outcome) }
}
