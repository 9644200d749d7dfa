import Jobs
import Scheduling
import Testing

/// A simulation that never meets a case tests nothing about it.
struct CoverageTests {
    /// Words of the jobs' stories, each of which some seed must bring about.
    static let words = [
        "is held by", "its worker was silent", "its worker does not know of it", "no new step",
        "ended as well", "its worker lost it on the way", "its worker left", "found in the store",
        "crashed, signal 9", "outOfMemory", "held back by",
    ]

    @Test func `the seeds bring about every turn that a job can take`() {
        var missing = Set(Self.words)
        var (dismissals, copies, late, restarts, deepest, refusals) = (0, 0, 0, 0, 0, 0)
        var halfPlans = 0
        for seed in 0..<120 as Range<UInt64> {
            let workload = Workload(seed: seed)
            let cluster = ClusterTests.faulty(
                workload, seed: seed, sound: ClusterTests.reference(workload, seed: seed),
                cancels: false)
            let stories = workload.runs.flatMap { run in
                cluster.store.records(of: run.id).flatMap {
                    cluster.scheduler.story(of: JobID(run: run.id, name: $0.job.name))
                }
            }
            missing = missing.filter { word in !stories.contains { $0.contains(word) } }
            restarts += cluster.store.starts - 1
            halfPlans += cluster.restartsInPlans
            for run in workload.runs {
                let records = cluster.store.records(of: run.id)
                deepest = max(deepest, records.map(\.path.indices.count).max() ?? 0)
                refusals += records.count {
                    $0.failure?.message.contains("its plan cannot be carried out") == true
                }
            }
            for (_, line) in cluster.log {
                switch line {
                case .effect(.dismiss): dismissals += 1
                case .effect(.record(let run, let record, _)):
                    let job = JobID(run: run, name: record.job.name)
                    if let number = record.attempt, number < cluster.highest[job]! { late += 1 }
                    if record.failures.isEmpty, cluster.highest[job] == 2 { copies += 1 }
                default: break
                }
            }
        }
        #expect(missing == [])
        #expect(deepest >= 4 && refusals > 20 && halfPlans >= 5)
        #expect(dismissals > 20 && copies > 20 && late > 20 && restarts > 20)
    }
}
