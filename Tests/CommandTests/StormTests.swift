import Foundation
import Testing

/// Everything is killed, asked to end and stopped while a search runs: a coordinator, its workers,
/// their compute processes. `STORM_SEEDS=10` says how many storms there are.
@Suite(.serialized) struct StormTests {
    static let trials = Amount.of(400, long: 2000, variable: "STORM_TRIALS")
    static let seeds = UInt64(1)...UInt64(Amount.of(1, long: 10, variable: "STORM_SEEDS"))

    @Test func `a storm of signals changes no byte, aborts nobody and leaves nothing`() throws {
        let search = ["search", Preflight.example("digits/mlp.yaml"), "--trials", "\(Self.trials)"]
        let expected = try Preflight.run(search + ["--workers", "2"]).file("report.json")
        for seed in Self.seeds {
            let storm = try Storm(
                workers: Amount.of(3, long: 8), seed: seed,
                longestStop: Amount.of(1000, long: 5000))
            defer { storm.stop() }
            let client = try Preflight.start(search + ["--coordinator", storm.address])
            try storm.rage(
                for: Double(Amount.of(8, long: 60, variable: "STORM_SECONDS")), every: 150,
                at: client)
            let answer = client.wait()
            #expect(answer.status == 0, "seed \(seed): \(answer.errors.suffix(4000))")
            #expect(try answer.file("report.json") == expected, "seed \(seed)")
            let left = storm.end()
            #expect(left.isEmpty, "seed \(seed): \(left)")
            #expect(storm.complaints.isEmpty, "seed \(seed): \(storm.complaints)")
            #expect(storm.strikes > 10 && storm.starts > 4, "seed \(seed): \(storm.strikes)")
            try FileManager.default.removeItem(atPath: client.folder)
        }
    }
}
