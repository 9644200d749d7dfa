import Foundation
import Testing

/// The job scripts of deploy/slurm on a real Slurm: whatever becomes of jobs and nodes, the report
/// has the bytes of one process.
@Suite(.serialized)
struct SlurmTests {
    private let slurm: VirtualSlurm

    init() throws { slurm = try VirtualSlurm() }

    @Test func `one allocation gives the bytes of one process, and the exit code of the search`()
        throws
    {
        let job = try submit("allocation", trials: 8)
        #expect(slurm.end(of: job) == "0:0", "\(log(job))")
        try expectSameBytes(job, trials: 8)
        #expect(FileManager.default.fileExists(atPath: results(job) + "/worker-1.log"))

        let wrong = try submit("allocation", ["search", "/no/such/experiment.yaml"])
        #expect(slurm.end(of: wrong) == "2:0", "\(log(wrong))")
        expectNothingLeft(wrong)
    }

    @Test func `a node that goes down, and an allocation queued again midway, change no byte`()
        throws
    {
        let job = try submit("allocation", trials: 60)
        #expect(hasBegun(job), "\(log(job))")
        try slurm.run("scontrol", "requeue", job)
        #expect(slurm.beginAgain(job), "\(log(job))")
        #expect(hasBegun(job, starts: 2), "\(log(job))")
        try slurm.fail("n2")
        #expect(slurm.end(of: job) == "0:0", "\(log(job))")
        try expectSameBytes(job, trials: 60, hasLostNode: true)
    }

    @Test func `scancel ends an allocation; what is done is reported and nothing is left`() throws {
        let job = try submit("allocation", trials: 200)
        #expect(hasBegun(job), "\(log(job))")
        try slurm.run("scancel", job)
        #expect(slurm.end(of: job) != nil)
        #expect(log(job).contains("cancelled: stopping"))
        #expect(
            eventually { FileManager.default.fileExists(atPath: report(job)) }, "\(log(job))")
        expectNothingLeft(job)
    }

    @Test func `workers of an array come and go, also with their node, and the bytes stay`() throws
    {
        let job = try submit("array", trials: 240, ["--workers", "6%5"])
        #expect(hasBegun(job), "\(log(job))")
        let array = try String(contentsOfFile: results(job) + "/workers.job", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        try slurm.run("scontrol", "requeue", array + "_0")
        try slurm.run("scancel", array + "_1")
        try slurm.fail("n2")
        #expect(slurm.beginAgain(array + "_0"), "\(log(job))")
        #expect(slurm.end(of: job) == "0:0", "\(log(job))")
        try expectSameBytes(job, trials: 240, hasLostNode: true)
        #expect(
            eventually { (try? slurm.run("squeue", "-h"))?.text == "" },
            "the array ends with the run")
    }

    @Test func `an array's workers find a coordinator that was queued again elsewhere`() throws {
        let job = try submit("array", trials: 60, ["--workers", "2"])
        #expect(hasBegun(job), "\(log(job))")
        let rendezvous = results(job) + "/coordinator.json"
        for (path, mode) in [(rendezvous, 0o600), (results(job) + "/keys", 0o700)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == mode)
        }
        try slurm.run("scontrol", "requeue", job)
        #expect(slurm.beginAgain(job), "\(log(job))")
        #expect(slurm.end(of: job) == "0:0", "\(log(job))")
        try expectSameBytes(job, trials: 60, hasKilledWorkers: true)
        #expect(!FileManager.default.fileExists(atPath: rendezvous))
    }

    @Test(arguments: ["allocation", "array"])
    func `a dry run prints what sbatch would get, with the user's directives last`(
        script: String
    ) throws {
        let answer = try call(
            script, ["--dry-run", "--without", "requeue"],
            ["search", "my file.yaml", "--", "--mem=4G", "--comment=of mine"])
        #expect(answer.status == 0, "\(answer.text)")
        let directives = answer.text.split(separator: "\n").filter { $0.hasPrefix("#SBATCH") }
        #expect(!directives.contains("#SBATCH --requeue"))
        #expect(directives.contains("#SBATCH --open-mode=append"))
        #expect(directives.suffix(2) == ["#SBATCH --mem=4G", "#SBATCH \"--comment=of mine\""])
        #expect(answer.text.contains("my\\ file.yaml"))
        #expect(try slurm.run("squeue", "-h").text == "")
    }

    @Test func `a coordinator submits workers when there is work and lets them go at its end`()
        throws
    {
        let coordinator = try Preflight.start(
            [
                "coordinator", "--listen", "tcp://127.0.0.1:*", "--store",
                slurm.folder + "/store.sqlite", "--launch", "slurm", "--workers", "0..2",
                "--launch-directive", "--comment=by demand",
            ],
            prefix: ["SLURM_CONF", "TMPDIR"].map { "\($0)=\(slurm.environment[$0] ?? "")" })
        defer { coordinator.send(SIGKILL) }
        #expect(eventually { coordinator.errors.contains("listening at ") })
        let address = try #require(
            coordinator.errors.firstMatch(of: /tcp:\/\/127.0.0.1:[0-9]+/)?.output)
        #expect(try slurm.run("squeue", "-h").text == "", "no work, no workers")

        let search = Self.search(40)
        let alone = try Preflight.run(search + ["--workers", "1"])
        let answer = try Preflight.run(search + ["--coordinator", String(address)])
        #expect(answer.status == 0, "\(answer.errors)\(coordinator.errors)")
        #expect(try answer.file("report.json") == alone.file("report.json"))
        let execution = String(decoding: try answer.file("execution.json"), as: UTF8.self)
        #expect(execution.contains("\"slurm-"))

        coordinator.send(SIGTERM)
        #expect(coordinator.wait().status == 0)
        #expect(eventually { (try? slurm.run("squeue", "-h"))?.text == "" })
    }

    private func submit(
        _ script: String, trials: Int, _ options: [String] = []
    ) throws -> String {
        try submit(script, Self.search(trials), options)
    }

    private static func search(_ trials: Int) -> [String] {
        ["search", Preflight.example("digits/mlp.yaml"), "--trials", "\(trials)"]
    }

    /// The job's number.
    private func submit(
        _ script: String, _ command: [String], _ options: [String] = []
    ) throws -> String {
        let answer = try call(script, options, command)
        let words = answer.text.split { " ,;".contains($0) }
        guard answer.status == 0, words.count > 1, Int(words[1]) != nil else {
            throw ClusterError("\(script): \(answer.text)")
        }
        return String(words[1])
    }

    private func call(
        _ script: String, _ options: [String], _ command: [String]
    ) throws -> (status: Int32, text: String) {
        try slurm.run(
            [
                Preflight.root + "deploy/slurm/" + script, "--program", Preflight.executable,
                "--address", "127.0.0.1", "--results", slurm.folder + "/results",
            ] + options + command)
    }

    private func results(_ job: String) -> String { slurm.folder + "/results/preflight-" + job }

    private func report(_ job: String) -> String { results(job) + "/output/report.json" }

    private func log(_ job: String) -> String {
        (try? String(contentsOfFile: results(job) + ".log", encoding: .utf8)) ?? ""
    }

    /// Whether trials of the run have ended, in as many starts of the job.
    private func hasBegun(_ job: String, starts: Int = 1) -> Bool {
        eventually(within: 200) {
            let starting = log(job).components(separatedBy: "the coordinator listens at")
            return starting.count == starts + 1 && starting[starts].contains(" trials · ")
        }
    }

    private func expectSameBytes(
        _ job: String, trials: Int, hasLostNode: Bool = false, hasKilledWorkers: Bool = false
    ) throws {
        let alone = try Preflight.run(Self.search(trials) + ["--workers", "2"])
        #expect(alone.status == 0, "\(alone.errors)")
        let data = try Data(contentsOf: URL(filePath: report(job)))
        #expect(try data == alone.file("report.json"))
        expectNothingLeft(job, hasLostNode: hasLostNode, hasKilledWorkers: hasKilledWorkers)
    }

    /// Neither keys nor anything on a node's own disk, but for what a lost node could not remove.
    /// The next worker at a host removes what a killed one left.
    private func expectNothingLeft(
        _ job: String, hasLostNode: Bool = false, hasKilledWorkers: Bool = false
    ) {
        #expect(!FileManager.default.fileExists(atPath: results(job) + "/keys"))
        guard !hasLostNode else { return }
        let local = slurm.folder + "/local"
        func left() -> [String] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: local)) ?? ["?"]
            return names.filter { !(hasKilledWorkers && $0.hasPrefix("preflight-cache-")) }
        }
        #expect(eventually { left().isEmpty }, "\(left())")
    }
}
