internal import Foundation
internal import Synchronization

/// Independent work on threads of its own, never on those that tasks share.
package enum OwnThreads {
    /// Returns what `body` makes of each index below `count`, in their order, whichever thread did
    /// which: the calling one and up to `threads - 1` others.
    package static func map<Result: Sendable>(
        _ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Result
    ) -> [Result] {
        let others = min(threads, count) - 1
        guard others > 0 else { return (0..<count).map(body) }
        let work = SharedWork(count, body)
        for _ in 0..<others {
            let thread = Thread {
                work.run()
                work.leave()
            }
            thread.name = "data"
            thread.start()
        }
        work.run()
        work.wait(for: others)
        return work.results
    }
}

/// Indices that threads take one after the other, and what came of them.
private final class SharedWork<Result: Sendable>: Sendable {
    private let count: Int
    private let body: @Sendable (Int) -> Result
    private let next = Atomic<Int>(0)
    private let found: Mutex<[Result?]>
    private let gone = Mutex<Int>(0)
    private let changed = NSCondition()

    init(_ count: Int, _ body: @escaping @Sendable (Int) -> Result) {
        self.count = count
        self.body = body
        found = Mutex(Array(repeating: nil, count: count))
    }

    func run() {
        while true {
            let index = next.add(1, ordering: .relaxed).oldValue
            guard index < count else { return }
            let result = body(index)
            found.withLock { $0[index] = result }
        }
    }

    func leave() {
        changed.lock()
        gone.withLock { $0 += 1 }
        changed.broadcast()
        changed.unlock()
    }

    func wait(for threads: Int) {
        changed.lock()
        while gone.withLock({ $0 }) < threads { changed.wait() }
        changed.unlock()
    }

    var results: [Result] { found.withLock { $0.compactMap(\.self) } }
}
