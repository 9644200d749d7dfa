internal import Foundation
internal import Jobs
internal import Synchronization

/// The thread that writes results to disk, so that the supervisor's own never waits for it.
///
/// Most results are acknowledged within milliseconds and never reach the disk. While it is slow,
/// more of them are.
final class SpoolWriter: Sendable {
    private struct Waiting {
        var result: JobResult
        var due: ContinuousClock.Instant
    }

    private struct State {
        /// By the attempt's name, in the order of arrival.
        var waiting: [(name: String, entry: Waiting)] = []
        /// Being written; forgotten meanwhile or not.
        var underWay: [String: Bool] = [:]
        /// On disk, with their bytes, the oldest first.
        var stored: [(name: String, bytes: Int)] = []
        var isClosing = false
        var isOver = false
        var hasComplained = false
        var hasToldOfLoss = false
    }

    private final class Shared: Sendable {
        let state = Mutex(State())
        let work = DispatchSemaphore(value: 0)
        let end = DispatchSemaphore(value: 0)
    }

    private let shared = Shared()
    /// Locked until the last result is written.
    private let location: LockedFolder
    private let grace: Duration
    private let calls: FileCalls
    private let say: @Sendable (String) -> Void

    /// - Parameter inherited: what lies there already.
    init(
        _ location: LockedFolder, holding inherited: [JobResult], grace: Duration,
        calls: FileCalls, say: @escaping @Sendable (String) -> Void
    ) {
        self.location = location
        (self.grace, self.calls, self.say) = (grace, calls, say)
        let stored = inherited.map { result in
            let name = SpoolFile.name(of: result.attempt)
            return (name, SpoolFile.size(of: location.path + "/" + name))
        }
        shared.state.withLock { $0.stored = stored }
        let thread = Thread { self.run() }
        thread.name = "spool"
        thread.stackSize = 1 << 20
        thread.start()
    }

    private var folder: String { location.path }

    func keep(_ result: JobResult) {
        let name = SpoolFile.name(of: result.attempt)
        let entry = Waiting(result: result, due: .now + grace)
        let isFirst = shared.state.withLock { state in
            state.waiting.append((name, entry))
            return state.waiting.count == 1
        }
        if isFirst { shared.work.signal() }
    }

    func forget(_ attempt: AttemptID) {
        let name = SpoolFile.name(of: attempt)
        let isStored = shared.state.withLock { state in
            state.waiting.removeAll { $0.name == name }
            if state.underWay[name] != nil { state.underWay[name] = true }
            let before = state.stored.count
            state.stored.removeAll { $0.name == name }
            return state.stored.count < before
        }
        if isStored { unlink(folder + "/" + name) }
    }

    func beginClosing() {
        shared.state.withLock { $0.isClosing = true }
        shared.work.signal()
    }

    /// Whether all that was kept is on disk, or forgotten; false where that takes too long.
    func waitUntilIdle(for patience: Duration) -> Bool {
        let milliseconds = Int(patience / .milliseconds(1))
        return shared.end.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
    }

    /// Whether the coordinator has all.
    var isEmpty: Bool {
        shared.state.withLock { $0.stored.isEmpty && $0.waiting.isEmpty && $0.underWay.isEmpty }
    }

    private func run() {
        while true {
            let (next, isOver) = shared.state.withLock { state in
                (state.waiting.first?.entry.due, state.isClosing && state.waiting.isEmpty)
            }
            if isOver { break }
            pause(until: next)
            for entry in takeDue() { write(entry.name, entry.result) }
        }
        shared.end.signal()
    }

    private func pause(until due: ContinuousClock.Instant?) {
        guard let due else { return shared.work.wait() }
        let wait = max(.zero, due - .now) / .milliseconds(1)
        _ = shared.work.wait(timeout: .now() + .milliseconds(Int(wait.rounded(.up))))
    }

    private func takeDue() -> [(name: String, result: JobResult)] {
        let now = ContinuousClock.now
        return shared.state.withLock { state in
            let due = state.waiting.prefix { state.isClosing || $0.entry.due <= now }
            state.waiting.removeFirst(due.count)
            for entry in due { state.underWay[entry.name] = false }
            return due.map { ($0.name, $0.entry.result) }
        }
    }

    private func write(_ name: String, _ result: JobResult) {
        let isForgotten = shared.state.withLock { $0.underWay[name] == true }
        var bytes: Int?
        var trouble: (any Error)?
        if !isForgotten {
            do {
                bytes = try SpoolFile(of: result.attempt, in: folder).write(result, calls)
            } catch {
                trouble = error
            }
        }
        settle(name, bytes)
        if let trouble { complain(trouble) }
    }

    /// Takes in what became of a result, and gives up the oldest where there are too many.
    private func settle(_ name: String, _ bytes: Int?) {
        let (gone, dropped) = shared.state.withLock { state in
            let isForgotten = state.underWay.removeValue(forKey: name) == true
            guard let bytes else { return ([String](), 0) }
            if isForgotten { return ([name], 0) }
            state.stored.append((name, bytes))
            var sum = state.stored.reduce(0) { $0 + $1.bytes }
            var gone: [String] = []
            while state.stored.count > Spool.countLimit || sum > Spool.byteLimit {
                let oldest = state.stored.removeFirst()
                sum -= oldest.bytes
                gone.append(oldest.name)
            }
            let isNews = !gone.isEmpty && !state.hasToldOfLoss
            if isNews { state.hasToldOfLoss = true }
            return (gone, isNews ? gone.count : 0)
        }
        for name in gone { unlink(folder + "/" + name) }
        if dropped > 0 { say(SpoolFile.words(dropped, in: folder)) }
    }

    private func complain(_ trouble: any Error) {
        let isNews = shared.state.withLock { state in
            defer { state.hasComplained = true }
            return !state.hasComplained
        }
        if isNews {
            say("results that wait for the coordinator are in memory alone: the host \(trouble)")
        }
    }
}
