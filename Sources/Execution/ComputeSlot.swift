internal import CProcesses
internal import Foundation
internal import Jobs

/// One slot of a worker: its compute process, kept warm between jobs, and the pipes to it.
///
/// Used by the supervisor's thread alone. Linux kills the process with that thread.
final class ComputeSlot {
    /// What a compute process has come to since the last look.
    enum Report {
        case progressed(AttemptID, steps: Int)
        case finished(AttemptID, Outcome, kernelKind: String, seconds: Double, peakMemory: Int)
        case died(Failure)
    }

    let number: Int
    private let command: [String]
    private(set) var process: pid_t = 0
    private(set) var kernelKind: String?
    /// Readable when the process has answered or died.
    private(set) var replies: Int32 = -1
    /// Readable when the process has written words.
    private(set) var words: Int32 = -1
    private var requests: Int32 = -1
    private var buffer = Data()
    private var lastWords = Data()

    init(number: Int, command: [String]) {
        self.number = number
        self.command = command
    }

    deinit { stop() }

    var isAlive: Bool { process > 0 }

    /// Starts a compute process with the kernels of one kind; `native` asks for no variable.
    func start(kernelKind kind: String, native: String) throws {
        stop()
        let input = try OwnedPipe()
        let output = try OwnedPipe()
        let errors = try OwnedPipe()
        var environment = ProcessInfo.processInfo.environment
        environment["OPENBLAS_NUM_THREADS"] = "1"
        environment["OMP_NUM_THREADS"] = "1"
        if kind != native { environment["OPENBLAS_CORETYPE"] = kind }
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
            throw ExecutionError(
                "cannot start a compute process: \(String(cString: strerror(-process)))")
        }
        self.process = process
        kernelKind = kind
        requests = input.takeWriting()
        replies = output.takeReading()
        words = errors.takeReading()
        for descriptor in [replies, words] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
        buffer = Data()
        lastWords = Data()
    }

    /// Hands over one assignment; a process that died meanwhile shows in `reports`.
    func send(_ request: ComputeRequest) throws {
        let frame = try PipeFrame.encode(request)
        frame.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = write(requests, bytes.baseAddress! + sent, bytes.count - sent)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return }
                sent += count
            }
        }
    }

    /// What has happened since the last call. The corresponding C functions are `read` and
    /// `waitpid`.
    func reports() -> [Report] {
        guard isAlive else { return [] }
        readWords()
        var reports: [Report] = []
        let isOpen = Self.drain(replies, into: &buffer)
        do {
            while let reply = try PipeFrame.take(ComputeReply.self, from: &buffer) {
                switch reply {
                case .ready(let kind):
                    kernelKind = kind
                case .progressed(let attempt, let steps):
                    reports.append(.progressed(attempt, steps: steps))
                case .finished(let attempt, let outcome, let kind, let seconds, let memory):
                    reports.append(
                        .finished(
                            attempt, outcome, kernelKind: kind, seconds: seconds,
                            peakMemory: memory))
                }
            }
            if isOpen { return reports }
        } catch {
            kill(-process, SIGKILL)
        }
        return reports + [.died(buryDead())]
    }

    /// Ends the process and all that it started.
    func stop() {
        guard isAlive else { return }
        kill(-process, SIGKILL)
        _ = buryDead()
    }

    private func buryDead() -> Failure {
        kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        readWords()
        for descriptor in [requests, replies, words] { close(descriptor) }
        (process, requests, replies, words) = (0, -1, -1, -1)
        return Failure(status: status, lastWords: String(decoding: lastWords, as: UTF8.self))
    }

    private func readWords() {
        _ = Self.drain(words, into: &lastWords)
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
