internal import CProcesses
internal import Foundation
package import Jobs

/// One slot of a worker: its compute process, kept warm between jobs, and the pipes to it.
///
/// Used by the supervisor's thread alone. Linux kills the process with that thread.
package final class ComputeSlot {
    /// What a compute process has come to since the last look.
    package enum Report: Hashable, Sendable {
        case progressed(Jobs.Progress)
        case finished(ComputeReply.JobEnd)
        /// It has done the reference job.
        case proved([String: CanaryDigests])
        case died(Failure)
    }

    package let number: Int
    private let command: [String]
    package private(set) var process: Int32 = 0
    /// Whether this process has said that it takes jobs.
    package private(set) var wasReady = false
    /// Readable when the process has answered or died.
    private(set) var replies: Int32 = -1
    /// Readable when the process has written words.
    private(set) var words: Int32 = -1
    /// Writable when it takes more of a request.
    private(set) var requests: Int32 = -1
    private var unsent = Data()
    private var buffer = Data()
    private var lastWords = Data()
    private var memoryKills = 0

    package init(number: Int, command: [String]) {
        self.number = number
        self.command = command
    }

    deinit { stop() }

    package var isAlive: Bool { process > 0 }
    /// Whether part of a request waits until the process reads.
    package var hasUnsent: Bool { !unsent.isEmpty }

    /// Starts a compute process.
    /// - Throws: where this host has no descriptor, process or memory left.
    package func start() throws(HostTrouble) {
        stop()
        signal(SIGPIPE, SIG_IGN)
        memoryKills = MemoryKills.count
        let input = try OwnedPipe()
        let output = try OwnedPipe()
        let errors = try OwnedPipe()
        // What others need, files and connections, must not be taken by the last process.
        let spares = try (OwnedPipe(), OwnedPipe())
        defer { withExtendedLifetime(spares) {} }
        var environment = ProcessInfo.processInfo.environment
        environment["OPENBLAS_NUM_THREADS"] = "1"
        environment["OMP_NUM_THREADS"] = "1"
        let process = CStrings.with(command) { arguments in
            CStrings.with(environment.map { "\($0.key)=\($0.value)" }.sorted()) { environment in
                preflight_spawn(
                    command[0], arguments, environment, input.reading, output.writing,
                    errors.writing)
            }
        }
        input.closeReading()
        output.closeWriting()
        errors.closeWriting()
        guard process > 0 else {
            throw HostTrouble("start a compute process", code: -process)
        }
        self.process = process
        wasReady = false
        requests = input.takeWriting()
        replies = output.takeReading()
        words = errors.takeReading()
        for descriptor in [requests, replies, words] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
        (unsent, buffer, lastWords) = (Data(), Data(), Data())
    }

    /// Hands over one assignment, as far as the process takes it now; `reports` hands over the
    /// rest, and tells of a process that died meanwhile.
    package func send(_ request: ComputeRequest) throws {
        unsent.append(try PipeFrame.encode(ComputeOrder.run(request)))
        flush()
    }

    /// Asks for the reference job.
    func askForProof() throws {
        unsent.append(try PipeFrame.encode(ComputeOrder.prove))
        flush()
    }

    /// The corresponding C function is `write`.
    private func flush() {
        while !unsent.isEmpty {
            let count = unsent.withUnsafeBytes { write(requests, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno != EAGAIN { unsent = Data() }
            if count <= 0 { return }
            unsent = Data(unsent.dropFirst(count))
        }
    }

    /// What has happened since the last call. The corresponding C functions are `read` and
    /// `waitid`.
    package func reports() -> [Report] {
        guard isAlive else { return [] }
        flush()
        // Asked first: all that a dead process wrote is in the pipe then.
        let hasEnded = hasEnded
        readWords()
        var reports: [Report] = []
        let isOpen = Self.drain(replies, into: &buffer)
        do {
            while let reply = try PipeFrame.take(ComputeReply.self, from: &buffer) {
                switch reply {
                case .ready: wasReady = true
                case .progressed(let progress): reports.append(.progressed(progress))
                case .finished(let end): reports.append(.finished(end))
                case .proved(let digests): reports.append(.proved(digests))
                }
            }
            if isOpen, !hasEnded { return reports }
        } catch {
            lastWords.append(Data("\(error)\n".utf8))
        }
        return reports + [.died(collectDead())]
    }

    /// Ends the process and all that it started.
    package func stop() {
        guard isAlive else { return }
        kill(-process, SIGKILL)
        _ = collectDead()
    }

    /// Whether the process is dead, even where a child of its own holds its pipes open.
    private var hasEnded: Bool {
        var fate = siginfo_t()
        return waitid(P_PID, id_t(process), &fate, WEXITED | WNOHANG | WNOWAIT) == 0
            && fate._sifields._kill.si_pid == process
    }

    /// Ends what is left of the process; returns how it ended.
    private func collectDead() -> Failure {
        kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        readWords()
        for descriptor in [requests, replies, words] where descriptor >= 0 { close(descriptor) }
        (process, requests, replies, words) = (0, -1, -1, -1)
        unsent = Data()
        return Failure(
            status: status, lastWords: String(decoding: lastWords, as: UTF8.self),
            lostMemory: MemoryKills.count > memoryKills, hasBegun: wasReady)
    }

    private func readWords() {
        if words >= 0, !Self.drain(words, into: &lastWords) {
            close(words)
            words = -1
        }
        if lastWords.count > 4096 { lastWords = Data(lastWords.suffix(4096)) }
    }

    /// Reads all there is; false at the end of the pipe.
    private static func drain(_ descriptor: Int32, into buffer: inout Data) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            if count > 0 {
                buffer.append(contentsOf: bytes[..<count])
            } else if count == 0 {
                return false
            } else if errno != EINTR {
                return errno == EAGAIN
            }
        }
    }
}
