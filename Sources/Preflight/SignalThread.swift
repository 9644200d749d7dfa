internal import Foundation
internal import Synchronization

/// Takes signals on a thread of its own, where anything may be done about them.
enum SignalThread {
    /// Where the handler writes the numbers of signals. It runs on any thread at any moment, so it
    /// may do little more than that.
    private static let bell = Atomic<Int32>(-1)

    /// Calls `body` for each of these signals from now on; call it once, before this program
    /// starts threads: they inherit that these signals are not for them. A hangup that the caller
    /// had this program ignore, as `nohup` does, stays ignored.
    ///
    /// Threads that a library started before `main`, as OpenBLAS does, inherit nothing and may be
    /// given the signal as well: hence a handler instead of waiting for signals. The corresponding
    /// C functions are `pthread_sigmask`, `signal` and `pipe`.
    static func take(_ signals: [Int32], _ body: @escaping @Sendable (Int32) -> Void) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        bell.store(ends[1], ordering: .releasing)
        var set = sigset_t()
        sigemptyset(&set)
        for number in signals where number != SIGHUP || !isIgnored(number) {
            sigaddset(&set, number)
            signal(number) { SignalThread.ring($0) }
        }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
        let (taken, source) = (set, ends[0])
        let thread = Thread {
            var set = taken
            pthread_sigmask(SIG_UNBLOCK, &set, nil)
            var number: UInt8 = 0
            while true {
                if read(source, &number, 1) == 1 { body(Int32(number)) }
            }
        }
        thread.name = "signals"
        thread.stackSize = 1 << 17
        thread.start()
    }

    /// The corresponding C function is `sigaction`.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private static func ring(_ number: Int32) {
        let code = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(bell.load(ordering: .acquiring), &byte, 1)
        errno = code
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
