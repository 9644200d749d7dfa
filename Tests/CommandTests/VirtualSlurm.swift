import Foundation

/// A real Slurm of two nodes that are both this machine, with a munge and a configuration of its
/// own: nothing of an installed cluster is read or changed.
///
/// Needs root and Debian's slurmctld, slurmd, slurm-client and munge.
final class VirtualSlurm {
    let folder: String
    /// What its commands and jobs are started with.
    let environment: [String: String]
    private var daemons: [String: Process] = [:]

    /// Returns once both nodes are idle.
    init() throws {
        guard getuid() == 0 else {
            throw ClusterError("a Slurm of virtual nodes needs root: run this test as root")
        }
        Self.sweep()
        folder = FileManager.default.temporaryDirectory
            .appending(path: "preflight-slurm-\(getpid())-\(UInt16.random(in: 0 ... .max))")
            .path(percentEncoded: false)
        environment = ProcessInfo.processInfo.environment.merging([
            "SLURM_CONF": folder + "/slurm.conf", "TMPDIR": folder + "/local",
        ]) { $1 }
        for name in ["state", "log", "spool", "local", "results", "munge"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(name)", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755])
        }
        try startMunge()
        try configuration.write(
            toFile: folder + "/slurm.conf", atomically: true, encoding: .utf8)
        try start("slurmctld", ["slurmctld", "-D", "-c"])
        for node in ["n1", "n2"] { try start(node, ["slurmd", "-D", "-N", node]) }
        let nodesAreIdle = eventually {
            (try? self.run("sinfo", "-h", "-N", "-o", "%t"))?.text == "idle\nidle\n"
        }
        guard nodesAreIdle else {
            throw ClusterError("Slurm does not start: \(log("slurmctld")) \(log("n1"))")
        }
    }

    deinit { stop() }

    func stop() {
        _ = try? run("scancel", "--user=root")
        _ = eventually { (try? self.run("squeue", "-h"))?.text.isEmpty ?? true }
        Self.killAll(of: folder)
        for daemon in daemons.values { daemon.waitUntilExit() }
        daemons = [:]
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Kills a node's daemon and all that runs there, and tells Slurm, which would notice in time.
    func fail(_ node: String) throws {
        if let daemon = daemons.removeValue(forKey: node) {
            for process in ProcessTable.descendants(of: daemon.processIdentifier) {
                kill(process, SIGKILL)
            }
            daemon.waitUntilExit()
        }
        Self.killAll(of: folder, and: "SLURMD_NODENAME=\(node)")
        _ = try run("scontrol", "update", "nodename=\(node)", "state=down", "reason=test")
    }

    /// Lets a job begin that was queued again; Slurm would let it wait for minutes.
    func beginAgain(_ job: String) -> Bool {
        eventually(within: 200, every: 200_000) {
            _ = try? self.run("scontrol", "update", "jobid=\(job)", "StartTime=now")
            return self.state(of: job) == "RUNNING"
        }
    }

    func state(of job: String) -> String { field("JobState", of: job) }

    /// The job's exit code, or what ended it; nil while it has not ended.
    func end(of job: String, within seconds: Double = 600) -> String? {
        let over = ["COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL"]
        guard eventually(within: seconds, every: 100_000, { over.contains(state(of: job)) }) else {
            return nil
        }
        return field("ExitCode", of: job)
    }

    private func field(_ name: String, of job: String) -> String {
        let text = (try? run("scontrol", "show", "job", job))?.text ?? ""
        let words = text.split { $0 == " " || $0 == "\n" }
        return words.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
            ?? ""
    }

    /// Runs one command to its end.
    @discardableResult
    func run(_ words: String...) throws -> (status: Int32, text: String) { try run(words) }

    func run(_ words: [String]) throws -> (status: Int32, text: String) {
        let output = Pipe()
        let process = process(words)
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    private func process(_ words: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // A test's thread blocks signals, and what it starts would inherit that.
        process.arguments = ["--default-signal"] + words
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        return process
    }

    private func start(_ name: String, _ words: [String]) throws {
        let path = "\(folder)/log/\(name)"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        // Daemons close what they inherit, also that by which Foundation tells that a process has
        // ended: it would then wait for them, and for nobody else.
        let daemon = process(["sh", "-c", "\"$@\" & wait", "sh"] + words)
        daemon.standardOutput = try FileHandle(forWritingTo: URL(filePath: path))
        daemon.standardError = daemon.standardOutput
        try daemon.run()
        daemons[name] = daemon
    }

    private func log(_ name: String) -> String {
        (try? String(contentsOfFile: "\(folder)/log/\(name)", encoding: .utf8)) ?? ""
    }

    private func startMunge() throws {
        var generator = SystemRandomNumberGenerator()
        let key = Data((0..<1024).map { _ in generator.next() as UInt8 })
        _ = FileManager.default.createFile(
            atPath: folder + "/munge/key", contents: key, attributes: [.posixPermissions: 0o400])
        let options = ["socket", "key-file", "pid-file", "log-file", "seed-file"].map {
            "--\($0)=\(folder)/munge/\($0 == "key-file" ? "key" : $0)"
        }
        try start("munged", ["munged", "--foreground", "--force"] + options)
        guard eventually({ FileManager.default.fileExists(atPath: folder + "/munge/socket") })
        else {
            throw ClusterError("munge does not start: \(log("munged"))")
        }
    }

    private var configuration: String {
        let host = ProcessInfo.processInfo.hostName.prefix { $0 != "." }
        let ports = (0..<3).map { _ in Preflight.freePort() }
        let nodes = (1...2).map {
            "NodeName=n\($0) NodeHostname=\(host) NodeAddr=127.0.0.1 Port=\(ports[$0]) CPUs=4 "
                + "Boards=1 SocketsPerBoard=1 CoresPerSocket=4 ThreadsPerCore=1 RealMemory=1000"
        }
        return """
            ClusterName=preflight
            SlurmctldHost=\(host)(127.0.0.1)
            SlurmctldPort=\(ports[0])
            SlurmUser=root
            SlurmdUser=root
            AuthType=auth/munge
            AuthInfo=socket=\(folder)/munge/socket
            CredType=cred/munge
            StateSaveLocation=\(folder)/state
            SlurmdSpoolDir=\(folder)/spool/%n
            SlurmctldPidFile=\(folder)/slurmctld.pid
            SlurmdPidFile=\(folder)/slurmd.%n.pid
            CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SwitchType=switch/none
            MpiDefault=none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SchedulerType=sched/backfill
            SchedulerParameters=sched_interval=1,bf_interval=1
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            SlurmdParameters=config_overrides
            ReturnToService=1
            KillWait=20
            \(nodes.joined(separator: "\n"))
            PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP

            """
    }

    /// Ends what dead test runs left behind.
    private static func sweep() {
        let temporary = FileManager.default.temporaryDirectory
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: temporary.path(percentEncoded: false))
        for name in names ?? [] where name.hasPrefix("preflight-slurm-") {
            let words = name.split(separator: "-")
            guard words.count == 4, let test = Int32(words[2]), kill(test, 0) != 0, errno == ESRCH
            else { continue }
            killAll(of: name)
            try? FileManager.default.removeItem(at: temporary.appending(path: name))
        }
    }

    /// Every daemon and every process of a job has the folder's name in its environment.
    private static func killAll(of folder: String, and word: String = "") {
        for process in ProcessTable.all {
            let environment = ProcessTable.environment(of: process)
            guard environment.contains(folder), word.isEmpty || environment.contains(word) else {
                continue
            }
            kill(process, SIGKILL)
        }
    }
}
