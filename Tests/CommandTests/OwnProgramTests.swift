import Foundation
import Testing

/// The example's own program, at a coordinator of the stock program and without one.
@Suite(.serialized) struct OwnProgramTests {
    /// Each mistake that can be planted, and the check that names it before any other.
    static let mistakes = [
        ("gradientsNotReset", "fresh-gradients", "gradients are not reset"),
        ("stepBeforeBackward", "fresh-gradients", "steps before the backward pass"),
        ("evaluationModeLeftOn", "training-mode", "evaluation mode is left on while training"),
        ("trainingModeLeftOn", "evaluation-mode", "training mode is left on while evaluating"),
        ("wrongParameters", "update-rule", "works on other parameters"),
        ("probabilitiesAsLogits", "loss-unit-test", "probabilities are given to a loss of logits"),
        ("reshapedNotPermuted", "axes", "a reshape stands where axes are to be permuted"),
        ("lossClipped", "loss-unit-test", "the loss is clipped"),
        ("schedulePerBatch", "schedule-cadence", "advanced with every batch, but counts epochs"),
    ]

    @Test func `a sound program passes its check`() throws {
        let answer = try run("check")
        #expect(answer.status == 0, "\(answer.output)\(answer.errors)")
        let findings = try report(answer)["findings"] as? [[String: Any]]
        #expect(findings?.count == 15)
        #expect(findings?.allSatisfy { $0["verdict"] as? String == "passed" } == true)
    }

    @Test(arguments: mistakes)
    func `a planted mistake fails, and its check is the first problem of the summary`(
        _ mistake: String, _ check: String, _ words: String
    ) throws {
        let answer = try run("check", "--set", "mistake=\(mistake)")
        #expect(answer.status == 1, "\(answer.output)\(answer.errors)")
        let summary = try #require(try report(answer)["summary"] as? [String: Any])
        let first = try #require((summary["problems"] as? [[String: Any]])?.first)
        #expect(first["check"] as? String == check, "\(first)")
        #expect((first["evidence"] as? String)?.contains(words) == true, "\(first)")
    }

    @Test func `a search gives the same bytes for one and for three workers`() throws {
        let answers = try ["1", "3"].map {
            try run("search", "--trials", "4", "--workers", $0)
        }
        #expect(answers.allSatisfy { $0.status == 0 }, "\(answers[0].errors)")
        #expect(try answers[0].file("report.json") == answers[1].file("report.json"))
        let trials = try report(answers[0])["trials"] as? [[String: Any]]
        let metrics = trials?.first?["metrics"] as? [String: Double]
        #expect(try #require(metrics?["validation-accuracy"]) > 0.8)
    }

    @Test func `wrong words end with 2 and say what there is`() throws {
        let name = try run("check", "digit")
        #expect(name.status == 2)
        #expect(name.errors.contains("did you mean \"digits\"?"), "\(name.errors)")
        let value = try run("check", "--set", "mistake=lossCliped")
        #expect(value.status == 2)
        #expect(value.errors.contains("did you mean \"lossClipped\"?"), "\(value.errors)")
        #expect(try run("check", "--set", "learning-rate=fast").status == 2)
        #expect(try run("check", "--only", "initial-loss").status == 2)
    }

    @Test func `a stock worker gets no job of it, which is said aloud; its own worker does`() throws
    {
        let cluster = try Cluster(workers: 1)
        defer { cluster.stop() }
        let lonely = try run("check", "--coordinator", cluster.address, "--worker-timeout", "4")
        #expect(lonely.status == 3, "\(lonely.errors)")
        #expect(lonely.errors.contains("no worker offers own-network"), "\(lonely.errors)")
        #expect(lonely.errors.contains("`own-network worker --connect"), "\(lonely.errors)")
        let worker = try Preflight.start(
            ["worker", "--connect", cluster.address, "--slots", "1"], program: Preflight.ownNetwork)
        defer { worker.send(SIGKILL) }
        let served = try run("check", "--coordinator", cluster.address)
        #expect(served.status == 0, "\(served.output)\(served.errors)")
        let alone = try run("check")
        #expect(try served.file("report.json") == alone.file("report.json"))
    }

    @Test func `a worker of another build is told apart from this one`() throws {
        let cluster = try Cluster(workers: 0)
        defer { cluster.stop() }
        let other = try Preflight.otherBuild(of: Preflight.ownNetwork)
        let worker = try Preflight.start(
            ["worker", "--connect", cluster.address, "--slots", "1"], program: other)
        defer { worker.send(SIGKILL) }
        let answer = try run("check", "--coordinator", cluster.address, "--worker-timeout", "4")
        #expect(answer.status == 3)
        #expect(answer.errors.contains("no worker offers own-network of build"), "\(answer.errors)")
    }

    private func run(_ arguments: String...) throws -> Preflight.Answer {
        try Preflight.start(arguments, program: Preflight.ownNetwork).wait()
    }

    private func report(_ answer: Preflight.Answer) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: answer.file("report.json")) as? [String: Any] ?? [:]
    }
}
