import Coordination
import Jobs
import Testing

@Suite struct FleetDigestsTests {
    private static let good = ["products": "a1", "training/adam": "b2"]
    private static let odd = ["products": "a1", "training/adam": "ff"]
    private static let stock = Program(name: "preflight", build: "1")

    private func offer(
        _ host: String, _ canary: [String: CanaryDigests]?, program: Program = stock
    ) -> WorkerOffer {
        WorkerOffer(
            name: host, host: host, slots: 1, incarnation: host, programs: [program],
            numerics: ["fused/1"], canary: canary)
    }

    @Test func `a host that differs from the recorded digests is named with what differs`() throws {
        var fleet = FleetDigests(golden: ["fused/1": Self.good])
        let objection = fleet.objection(to: offer("h2", ["fused/1": Self.odd]))
        let words = try #require(objection)
        #expect(words.contains("host h2 computes training/adam differently"), "\(words)")
        #expect(words.contains("under fused/1") && !words.contains("products"))
        #expect(fleet.objection(to: offer("h1", ["fused/1": Self.good])) == nil)
    }

    @Test func `without recorded digests the first host of a build sets them`() throws {
        var fleet = FleetDigests(golden: ["fused/1": Self.good])
        let own = Program(name: "own", build: "1")
        #expect(fleet.objection(to: offer("h1", ["fused/1": Self.odd], program: own)) == nil)
        let objection = fleet.objection(to: offer("h2", ["fused/1": Self.good], program: own))
        let words = try #require(objection)
        #expect(words.contains("h2") && words.contains("host h1, the first here"), "\(words)")
        let next = Program(name: "own", build: "2")
        #expect(fleet.objection(to: offer("h2", ["fused/1": Self.good], program: next)) == nil)
        #expect(fleet.objection(to: offer("h3", ["openblas/Zen": Self.odd])) == nil)
        #expect(fleet.objection(to: offer("h4", ["openblas/Zen": Self.good])) != nil)
    }

    @Test func `parts that only one release knows, and workers that bring none, are no objection`()
    {
        var fleet = FleetDigests(golden: ["fused/1": Self.good])
        #expect(fleet.objection(to: offer("h1", ["fused/1": ["sound": "77"]])) == nil)
        #expect(fleet.objection(to: offer("h2", nil)) == nil)
        #expect(fleet.objection(to: offer("h3", ["fused/1": ["sound": "78"]])) != nil)
    }

    @Test func `a worker with one false digest is refused, and the run goes on without it`() throws
    {
        let scene = try Scene()
        let (submission, files) = try scene.submission(jobs: 1)
        let run = try Client(connectingTo: scene.endpoint).submit(submission, files: files)
        let good = try HandWorker(at: scene.endpoint)
        try good.greet(canary: ["fused/1": Self.good])
        _ = try good.expect(ToWorker.Welcome.self)
        let odd = try HandWorker(at: scene.endpoint)
        try odd.greet(canary: ["fused/1": Self.odd])
        let dismissal = try odd.expect(ToWorker.Dismiss.self)
        #expect(!dismissal.retry)
        #expect(dismissal.reason.contains("host here computes training/adam differently"))
        try good.work(1)
        let (records, state) = try Client(of: scene.service).records(of: run)
        #expect(records.count == 1 && state == .completed)
    }

    @Test func `digests without bounds are refused`() throws {
        let scene = try Scene()
        let worker = try HandWorker(at: scene.endpoint)
        let parts = (0...Canary.mostParts).map { ("part-\($0)", "a") }
        try worker.greet(canary: ["fused/1": Dictionary(uniqueKeysWithValues: parts)])
        #expect(try worker.expect(ToWorker.Dismiss.self).reason.contains("at most 64 parts"))
        let other = try HandWorker(at: scene.endpoint)
        try other.greet(canary: ["fused/1": ["a": String(repeating: "x", count: 65)]])
        #expect(try other.expect(ToWorker.Dismiss.self).reason.contains("64 bytes"))
    }
}
