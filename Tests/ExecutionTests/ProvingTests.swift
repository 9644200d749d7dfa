import Execution
import Foundation
import Jobs
import Testing

@Suite struct ProvingTests {
    @Test func `a worker greets with what its reference job gave, and ends with 69 if refused`()
        throws
    {
        let scene = try WorkerScene(
            script: "cd \"$0\"; until [ -e reply ]; do sleep 0.01; done; cat reply >&3; sleep 600",
            provesItself: true)
        let digests = ["fused/1": ["products": "a1", "training/adam": "b2"]]
        try scene.write(
            PipeFrame.encode(ComputeReply.ready), PipeFrame.encode(ComputeReply.proved(digests)),
            to: "made")
        try FileManager.default.moveItem(
            atPath: scene.folder + "/made", toPath: scene.folder + "/reply")
        #expect(try scene.expect(FromWorker.Hello.self).offer.canary == digests)
        let words = "host h2 computes products differently"
        try scene.say(ToWorker.Dismiss(reason: words, retry: false))
        #expect(scene.end == .unreachable(words))
        #expect(scene.end?.code == 69)
    }

    @Test func `a host that cannot do the reference job ends with 69 and says why`() throws {
        let scene = try WorkerScene(
            script: "echo 'Illegal instruction' >&2; exit 132", provesItself: true)
        guard case .unreachable(let words) = scene.end else {
            Issue.record("the worker ended as \(String(describing: scene.end))")
            return
        }
        #expect(words.contains("reference job") && words.contains("Illegal instruction"))
        #expect(scene.heard.list.count == 3)
    }

    @Test func `a worker of the coordinator's own process brings no digests`() throws {
        let scene = try WorkerScene()
        #expect(try scene.expect(FromWorker.Hello.self).offer.canary == nil)
    }
}
