import Foundation
import Testing

@Suite(.serialized) struct ReplayTests {
    private func run(_ cluster: Cluster) throws -> String {
        let text = try Preflight.run("status", "--coordinator", cluster.address).output
        let line = try #require(text.split(separator: "\n").first { $0.contains("completed") })
        return String(try #require(line.split(separator: " ").first))
    }

    @Test func `a recorded job has the same bytes again, also one that reads others`() throws {
        let cluster = try Cluster(workers: 1)
        defer { cluster.stop() }
        let check = try Preflight.run(
            "check", Preflight.example("digits/mlp.yaml"), "--only",
            "label-permutation,initial-loss", "--coordinator", cluster.address)
        #expect(check.status == 0, "\(check.errors)")
        let run = try run(cluster)
        for job in ["initial-loss", "label-permutation", "label-permutation/judge"] {
            let answer = try Preflight.run(
                "replay", run, job, "--coordinator", cluster.address)
            #expect(answer.status == 0, "\(answer.output)\(answer.errors)")
            #expect(answer.output.contains("the same bytes"), "\(job): \(answer.output)")
        }
        let none = try Preflight.run(
            "replay", run, "trial/0", "--coordinator", cluster.address)
        #expect(none.status == 3)
        #expect(none.errors.contains("has no record of a job trial/0"), "\(none.errors)")
    }
}
