import Coordination
import Foundation
import Jobs
import Search
import Testing
import ZeroMQ

/// Runs and fleets that are larger than a message.
@Suite struct LargeRunTests {
    private static func search(_ scene: Scene, _ trials: SearchPlan.Trials) throws
        -> (RunSubmission, [ContentHash: String])
    {
        var (submission, files) = try scene.submission(jobs: 0)
        submission.kind = .search
        submission.search = SearchPlan(
            space: [.init(name: "rate", distribution: .uniform(low: 0, high: 1))],
            trials: trials, metric: "loss", goal: .minimize)
        return (submission, files)
    }

    @Test(arguments: [true, false])
    func `all records of a cancelled run of 20,000 trials come`(isEmbedded: Bool) throws {
        let scene = try Scene()
        let client =
            try isEmbedded ? Client(of: scene.service) : Client(connectingTo: scene.endpoint)
        let (submission, files) = try Self.search(scene, .random(20_000))
        let run = try client.submit(submission, files: files)
        var isAsked = false
        var numbers: [Int] = []
        var state: RunState?
        try client.watch(run) { event in
            switch event {
            case .described where !isAsked:
                isAsked = true
                try client.requestCancel(run, drain: false)
            case .recorded(let number, _): numbers.append(number)
            case .ended(let end, _): state = end
            default: break
            }
            return .goOn
        }
        #expect(state == .cancelled)
        #expect(numbers == Array(0..<20_000))
    }

    @Test func `a status of 140 runs and 140 workers with the longest names is read page by page`()
        throws
    {
        let scene = try Scene()
        let client = try Client(of: scene.service)
        let long = String(repeating: "\"", count: 200)
        let (other, files) = try scene.submission(jobs: 1)
        for number in 0..<140 {
            var submission = other
            submission.id = "\(number)"
            submission.program = Program(name: "other", build: "1")
            submission.experiment = long
            _ = try client.submit(submission, files: files)
        }
        let (search, _) = try Self.search(scene, .random(1500))
        _ = try client.submit(search, files: files)
        var workers: [HandWorker] = []
        for number in 0..<140 {
            let worker = try HandWorker(at: scene.service.inProcessEndpoint)
            workers.append(worker)
            let offer = WorkerOffer(
                name: long, host: long, slots: 64, incarnation: "\(number)", programs: [.toy],
                numerics: ["fused/1"])
            try worker.say(FromWorker.Hello(offer: offer))
        }
        for worker in workers { _ = try worker.expect(ToWorker.Welcome.self) }
        let overview = try client.status()
        #expect(overview.runs.count == 141)
        #expect(overview.runs.first?.experiment == long)
        #expect(overview.workers.count == 140)
        #expect(overview.workers.contains { $0.busy > 4 })
        for worker in overview.workers {
            #expect(worker.running.count <= worker.busy)
            #expect(worker.ages.count == worker.running.count)
        }
    }

    @Test(arguments: [true, false])
    func `a list of 40,000 trials is taken, kept over a restart and known to its planner`(
        isEmbedded: Bool
    ) throws {
        let scene = try Scene()
        let list = (0..<40_000).map { number in
            ["learning-rate": ParameterValue.real(Double(number) + 0.125)]
        }
        var (submission, files) = try Self.search(scene, .list(list))
        submission.search?.repeats = RepeatCount(trials: 1, seeds: 2)
        submission.jobs = [try #require(submission.search.flatMap(RepeatPlan.planner))]
        let client =
            try isEmbedded ? Client(of: scene.service) : Client(connectingTo: scene.endpoint)
        let run = try client.submit(submission, files: files)
        #expect(try client.submit(submission, files: files) == run)
        if !isEmbedded { try scene.restart() }

        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet(slots: 2)
        for number in 0..<2 {
            let job = try worker.expect(ToWorker.Assign.self).assignment.job
            #expect(job.name == "trial/\(number)")
            #expect(job.parameters == list[number])
        }
        let told = try #require(
            try Client(of: scene.service).status().runs.first { $0.run == run })
        #expect(told.counts.total == 40_001)
    }

    @Test func `a list that is no list, or of another length, is refused`() throws {
        let scene = try Scene()
        let client = try Client(connectingTo: scene.endpoint)
        let list = try scene.write(Data("[{},{}]".utf8), to: "list")
        let text = try scene.write(Data("none".utf8), to: "text")
        for (blob, count, words) in [
            (list, 3, "has 2 instead of 3"), (text, 1, "the list of trials is none"),
        ] {
            var (submission, files) = try Self.search(
                scene, .blob(.init(hash: blob.hash, count: count)))
            files[blob.hash] = blob.path
            submission.id = "\(count)"
            #expect {
                try client.submit(submission, files: files)
            } throws: {
                "\($0)".contains(words)
            }
        }
        #expect(try client.status().runs.isEmpty)
    }
}
