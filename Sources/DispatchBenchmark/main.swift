// `swift run -c release DispatchBenchmark [JOBS [WORKERS]]`: how many jobs that do nothing a
// coordinator hands out, stores and acknowledges in a second, with keys, on this machine's disk.
// Workers of one slot answer at once; what a training costs is StepBenchmark's.

import Coordination
import Foundation
import Jobs
import Synchronization
import ZeroMQ

let numbers = CommandLine.arguments.dropFirst().compactMap(Int.init)
let jobs = numbers.first ?? 20_000
let workers = numbers.dropFirst().first ?? 2

let folder = NSTemporaryDirectory() + "preflight-dispatch-\(getpid())"
defer { try? FileManager.default.removeItem(atPath: folder) }
let keys = try KeyDirectory.make(at: folder + "/keys")
let program = Program(name: "nothing", build: "1")

// A search whose trials are drawn by the coordinator, so that its submission is short.
let file = folder + "/experiment.yaml"
try Data("experiment: nothing".utf8).write(to: URL(filePath: file))
let hash = ContentHash(of: Data("experiment: nothing".utf8))
let submission = RunSubmission(
    kind: .search, program: program, experiment: "nothing", file: hash, data: [], seed: 1,
    search: SearchPlan(
        space: [.init(name: "x", distribution: .uniform(low: 0, high: 1))], trials: .random(jobs),
        metric: "loss", goal: .minimize))

let service = try CoordinatorService.start(
    endpoints: ["tcp://127.0.0.1:*"], store: folder + "/store.sqlite",
    keys: keys.coordinatorKeys())
let team = try (0..<workers).map { number in
    try IdleWorker(
        number, at: service.endpoints[0], identity: keys.workerIdentity(), program: program)
}
let client = try Client(
    connectingTo: service.endpoints[0], identity: try keys.clientIdentity())
let run = try client.submit(submission, files: [hash: file])
let start = ContinuousClock.now
try client.watch(run, from: jobs) { event in
    if case .ended = event { .stop } else { .goOn }
}
let seconds = start.duration(to: .now) / .seconds(1)
team.forEach { $0.stop() }
let waits = team.flatMap(\.waits).sorted()
func milliseconds(_ share: Double) -> Double {
    waits.isEmpty ? 0 : waits[min(waits.count - 1, Int(share * Double(waits.count)))] * 1000
}
print(
    """
    {"jobs":\(jobs),"workers":\(workers),"seconds":\(seconds),\
    "jobs-per-second":\(Double(jobs) / seconds),\
    "wait-median-ms":\(milliseconds(0.5)),"wait-p99-ms":\(milliseconds(0.99))}
    """)
service.stop()
