import Foundation
import Testing

/// A run that grows while coordinator, workers and compute processes are killed at random moments.
@Suite(.serialized) struct KilledRunTests {
    static let check = [
        "check", Preflight.example("digits/mlp.yaml"), "--only",
        "overfit-one-batch,label-permutation",
    ]

    /// `KILLED_RUN_KILLS=50` kills more often than the 6 times of an ordinary run.
    static let kills =
        ProcessInfo.processInfo.environment["KILLED_RUN_KILLS"].flatMap(Int.init) ?? 6

    @Test func `whoever is killed, and when, a run that grows gives the same bytes`() throws {
        let expected = try Preflight.run(Self.check + ["--workers", "1"])
        let report = try expected.file("report.json")
        let seed = UInt64.random(in: .min ... .max)
        var moments = Moments(state: seed)
        var (killed, runs) = (0, 0)
        while killed < Self.kills, runs < 4 * Self.kills {
            runs += 1
            let cluster = try Cluster(workers: 2)
            defer { cluster.stop() }
            let running = try Preflight.start(Self.check + ["--coordinator", cluster.address])
            killed += try Self.strike(
                running, cluster, atMost: min(5, Self.kills - killed), &moments)
            let answer = running.wait()
            #expect(answer.status == expected.status, "seed \(seed): \(answer.errors)")
            #expect(try answer.file("report.json") == report, "seed \(seed)")
        }
        #expect(killed == Self.kills)
    }

    /// Kills while the run goes on; a job's third dead compute process would rightly quarantine it.
    private static func strike(
        _ running: RunningCommand, _ cluster: Cluster, atMost limit: Int, _ moments: inout Moments
    ) throws -> Int {
        var (killed, deaths) = (0, 0)
        while killed < limit {
            usleep(UInt32(moments.next(below: 1_000_000)))
            guard running.process.isRunning else { break }
            switch moments.next(below: 3) {
            case 0: try cluster.restartCoordinator()
            case 1: try cluster.restartWorker(moments.next(below: 2))
            default:
                let worker = cluster.workers[moments.next(below: 2)]
                guard deaths < 2, let victim = worker.descendants.last else { continue }
                kill(victim, SIGKILL)
                deaths += 1
            }
            killed += 1
        }
        return killed
    }
}
