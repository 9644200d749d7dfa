import Foundation
import Testing

/// A coordinator that is killed again and again while a search runs, each time started anew on the
/// same store and port. `COORDINATOR_KILLS=200` kills it that often.
@Suite(.serialized) struct CoordinatorKillTests {
    static let kills = Amount.of(8, long: 200, variable: "COORDINATOR_KILLS")
    static let search = [
        "search", Preflight.example("digits/mlp.yaml"), "--trials", "\(Amount.of(120, long: 1000))",
    ]

    @Test func `no kill of the coordinator loses a result or runs a job again`() throws {
        let expected = try Preflight.run(Self.search + ["--workers", "2"]).file("report.json")
        let seed = UInt64.random(in: .min ... .max)
        var moments = Moments(state: seed)
        var (killed, runs) = (0, 0)
        while killed < Self.kills, runs < Self.kills {
            runs += 1
            let cluster = try Cluster(workers: 2)
            defer { cluster.stop() }
            let client = try Preflight.start(Self.search + ["--coordinator", cluster.address])
            killed += try Self.strike(
                client, cluster, atMost: Self.kills - killed, &moments)
            let answer = client.wait()
            #expect(answer.status == 0, "seed \(seed): \(answer.errors.suffix(4000))")
            #expect(try answer.file("report.json") == expected, "seed \(seed)")
            let again = try ExecutionFile(answer).repeated
            #expect(again.isEmpty, "seed \(seed): \(again)")
        }
        #expect(killed == Self.kills)
    }

    /// Kills the coordinator at random moments; returns how often.
    private static func strike(
        _ client: RunningCommand, _ cluster: Cluster, atMost limit: Int, _ moments: inout Moments
    ) throws -> Int {
        var killed = 0
        while killed < limit {
            usleep(UInt32(moments.next(below: 600_000)))
            guard client.process.isRunning else { break }
            try cluster.restartCoordinator()
            killed += 1
        }
        return killed
    }
}
