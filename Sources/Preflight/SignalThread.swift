internal import Foundation
internal import Synchronization

/// Takes signals on a thread of its own, where anything may be done about them.
enum SignalThread {
    /// Calls `body` for each of these signals from now on. Call it before any other thread starts:
    /// they inherit that these signals are not for them. The corresponding C functions are
    /// `pthread_sigmask` and `sigwait`.
    static func take(_ signals: [Int32], _ body: @escaping @Sendable (Int32) -> Void) {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
        let taken = set
        let thread = Thread {
            var set = taken
            var signal: Int32 = 0
            while true {
                if sigwait(&set, &signal) == 0 { body(signal) }
            }
        }
        thread.name = "signals"
        thread.stackSize = 1 << 17
        thread.start()
    }
}

/// How often the user has asked to stop.
final class Interrupts: Sendable {
    private let asked = Atomic(0)

    /// Counts Ctrl-C as one and SIGTERM as two, from now on.
    init() {
        SignalThread.take([SIGINT, SIGTERM]) { [self] signal in
            asked.add(signal == SIGINT ? 1 : 2, ordering: .relaxed)
        }
    }

    var count: Int { asked.load(ordering: .relaxed) }
}
