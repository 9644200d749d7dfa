import Foundation
import Testing

/// What decides the bits of a run, and what does not.
@Suite(.serialized) struct NumericsTests {
    private static let check = [
        "check", Preflight.example("digits/mlp.yaml"), "--skip", "overfit-one-batch",
    ]

    @Test func `OpenBLAS's choice of kernels changes no byte of a report, and is told beside it`()
        throws
    {
        let expected = try Preflight.run(Self.check)
        #expect(try Self.run(expected)["numerics"] as? String == "fused/1")
        for kernel in ["Haswell", "Zen"] {
            let answer = try Preflight.run(Self.check, prefix: ["OPENBLAS_CORETYPE=\(kernel)"])
            #expect(answer.status == expected.status, "\(answer.errors)")
            #expect(try answer.file("report.json") == expected.file("report.json"))
            let execution = try JSONSerialization.jsonObject(
                with: answer.file("execution.json"))
            let hosts = (execution as? [String: Any])?["hosts"] as? [[String: Any]]
            #expect(hosts?.first?["openblasKernels"] as? [String] == [kernel])
        }
    }

    @Test func `other numerics are demanded by name, and give other bytes`() throws {
        let words = ["search", Preflight.example("digits/mlp.yaml"), "--trials", "2"]
        let expected = try Preflight.run(words)
        let prefix = ["OPENBLAS_CORETYPE=Haswell"]
        let answer = try Preflight.run(words + ["--numerics", "openblas/Haswell"], prefix: prefix)
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try Self.run(answer)["numerics"] as? String == "openblas/Haswell")
        let (found, fused) = (try answer.file("report.json"), try expected.file("report.json"))
        let renamed = String(decoding: found, as: UTF8.self)
            .replacing("openblas\\/Haswell", with: "fused\\/1")
            .replacing("openblas/Haswell", with: "fused/1")
        #expect(renamed != String(decoding: fused, as: UTF8.self))
    }

    @Test func `a stock worker of another build gets no job, and no build is in a report`() throws {
        let cluster = try Cluster(workers: 1)
        defer { cluster.stop() }
        let other = try Preflight.otherBuild(of: Preflight.executable)
        let words = Self.check + ["--coordinator", cluster.address, "--worker-timeout", "4"]
        let refused = try Preflight.start(words, program: other).wait()
        #expect(refused.status == 3)
        #expect(refused.errors.contains("no worker offers preflight of build"), "\(refused.errors)")
        let worker = try Preflight.start(
            ["worker", "--connect", cluster.address, "--slots", "1"], program: other)
        defer { worker.send(SIGKILL) }
        let served = try Preflight.start(words, program: other).wait()
        let same = try Preflight.run(words)
        #expect(served.status == same.status, "\(served.errors)")
        #expect(try served.file("report.json") == same.file("report.json"))
    }

    private static func run(_ answer: Preflight.Answer) throws -> [String: Any] {
        let report = try JSONSerialization.jsonObject(with: answer.file("report.json"))
        return (report as? [String: Any])?["run"] as? [String: Any] ?? [:]
    }
}
