internal import Foundation
internal import Glibc
internal import Jobs
internal import Tensors

/// What a compute process does: it takes assignments from descriptor 0, runs them one at a time
/// and answers on descriptor 3. Standard output and error both go to the supervisor's log.
public enum ComputeProcess {
    private static let input: Int32 = 0
    private static let output: Int32 = 3

    /// Runs jobs on `cores` cores until the supervisor closes the pipe; never returns.
    public static func main(runner: some JobRunner, cores: Int = 1) -> Never {
        signal(SIGPIPE, SIG_IGN)
        keepPipesFromChildren()
        leaveWithParent()
        Cores.use(cores)
        var runner = runner
        var buffer = Data()
        do {
            try write(.ready)
            while let order = try nextOrder(&buffer) {
                switch order {
                case .run(let request): try serve(request, &runner)
                case .prove: try write(.proved(ReferenceJob.digests()))
                }
            }
        } catch {
            FileHandle.standardError.write(Data("compute process: \(error)\n".utf8))
            _exit(70)
        }
        _exit(0)
    }

    /// A program that a job starts must not hold open what tells of this process's death. The
    /// corresponding C function is `fcntl`.
    private static func keepPipesFromChildren() {
        for descriptor in [input, output] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    }

    /// Ends this process as soon as the other end of descriptor 0 is closed, even in the middle of
    /// a job. The corresponding C function is `poll`.
    private static func leaveWithParent() {
        let watch = Thread {
            var item = pollfd(fd: input, events: 0, revents: 0)
            while poll(&item, 1, -1) < 0, errno == EINTR {}
            _exit(0)
        }
        watch.stackSize = 1 << 16
        watch.start()
    }

    private static func serve(_ request: ComputeRequest, _ runner: inout some JobRunner) throws {
        let attempt = request.assignment.attempt
        let clock = ContinuousClock()
        let start = clock.now
        var signs = SignsOfProgress(start: start)
        var blobs: [ContentHash: String] = [:]
        for (text, path) in request.blobs {
            if let hash = ContentHash(text: text) { blobs[hash] = path }
        }
        let outcome: Outcome
        do {
            try useNumerics(request.assignment.numerics)
            let outcomes = try request.assignment.outcomes.read(blobs)
            outcome = try runner.run(request.assignment, outcomes: outcomes, blobs: blobs) {
                if let count = signs.sign(at: clock.now) {
                    try? write(.progressed(Jobs.Progress(attempt: attempt, steps: count)))
                }
            }
        } catch {
            outcome = .failure(Failure(.refused, "\(error)"))
        }
        try write(
            .finished(
                ComputeReply.JobEnd(
                    attempt: attempt, outcome: outcome, numerics: Numerics.current.name,
                    seconds: (clock.now - start) / .seconds(1), peakMemory: peakMemory())))
    }

    /// The environment decides no bits of a job: its assignment says what it is computed with.
    private static func useNumerics(_ name: String) throws {
        guard let numerics = Numerics(name: name) else {
            throw ExecutionError(
                "this processor does not offer the numerics \(name), but "
                    + Numerics.offered.map(\.name).joined(separator: ", "))
        }
        if numerics != Numerics.current { Numerics.use(numerics) }
    }

    /// The largest resident memory so far in bytes. The corresponding C function is `getrusage`.
    private static func peakMemory() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }

    private static func nextOrder(_ buffer: inout Data) throws -> ComputeOrder? {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let order = try PipeFrame.take(ComputeOrder.self, from: &buffer) { return order }
            let count = read(input, &bytes, bytes.count)
            if count > 0 { buffer.append(contentsOf: bytes[..<count]) }
            if count == 0 { return nil }
            if count < 0, errno != EINTR {
                throw ExecutionError("cannot read: \(String(cString: strerror(errno)))")
            }
        }
    }

    private static func write(_ reply: ComputeReply) throws {
        let frame = try PipeFrame.encode(reply)
        try frame.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Glibc.write(output, bytes.baseAddress! + sent, bytes.count - sent)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw ExecutionError("cannot write: \(String(cString: strerror(errno)))")
                }
                sent += count
            }
        }
    }
}

extension ReadOutcomes {
    /// The outcomes, from their blob where they are many.
    fileprivate func read(_ blobs: [ContentHash: String]) throws -> [ReadOutcome] {
        switch self {
        case .list(let list): return list
        case .blob(let hash):
            guard let path = blobs[hash] else {
                throw ExecutionError("the outcomes \(hash) that the job reads did not arrive")
            }
            let bytes = try Data(contentsOf: URL(filePath: path))
            return try CanonicalJSON.decode([ReadOutcome].self, from: bytes)
        }
    }
}
