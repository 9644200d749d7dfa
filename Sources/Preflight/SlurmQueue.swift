internal import Foundation

/// The workers that a coordinator has submitted to Slurm, by its own commands.
///
/// They are told from other jobs by their name, so that a coordinator that begins again finds those
/// of its predecessor.
struct SlurmQueue {
    /// All of them have this job name.
    let name: String
    /// The shell command of one worker; `$slurm_worker` is its name at the coordinator.
    let command: String
    let directives: [String]
    /// The folder for what the workers say.
    let logs: String

    /// What the worker of a job is called at the coordinator.
    static func workerName(of job: String) -> String { "slurm-" + job }

    /// Whether a worker of this name was submitted, although its job may be gone.
    static func isOurs(_ worker: String) -> Bool { worker.hasPrefix("slurm-") }

    /// Each job that has not ended, and whether it still stands in the queue, oldest first.
    func jobs() throws -> [(id: String, isQueued: Bool)] {
        let text = try run(
            "squeue", "--noheader", "--array", "--me", "--name=\(name)",
            "--sort=i", "--format=%i %T")
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 2, words[1] != "COMPLETING" else { return nil }
            return (String(words[0]), words[1] != "RUNNING")
        }
    }

    func submit(_ count: Int) throws {
        _ = try run("sbatch", "--parsable", input: script(count))
    }

    func cancel(_ jobs: [String]) throws {
        for start in stride(from: 0, to: jobs.count, by: 100) {
            _ = try run(["scancel"] + jobs[start..<min(start + 100, jobs.count)])
        }
    }

    /// The worker becomes the process that the script was, so that it gets Slurm's signals itself.
    func script(_ count: Int) -> String {
        let own = [
            "--job-name=\(name)", "--array=0-\(count - 1)", "--nodes=1", "--ntasks=1",
            "--signal=B:USR1@120", "--output=\(logs)/worker-%A-%a.log",
        ]
        let lines = (own + directives).map { line in
            "#SBATCH " + (line.contains(where: \.isWhitespace) ? "\"\(line)\"" : line)
        }
        return """
            #!/usr/bin/env bash
            \(lines.joined(separator: "\n"))
            slurm_worker=\(Self.workerName(of: "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"))
            exec \(command)

            """
    }

    private func run(_ words: String..., input: String = "") throws -> String {
        try run(words, input: input)
    }

    private func run(_ words: [String], input: String = "") throws -> String {
        let process = Process()
        let (source, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["--default-signal"] + words
        process.standardInput = source
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try source.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try source.fileHandleForWriting.close()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw UsageError(
                "\(words[0]): \(text.trimmingCharacters(in: .whitespacesAndNewlines))")
        }
        return text
    }
}
