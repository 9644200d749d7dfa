internal import Foundation

/// Lets any thread wake the one that waits in `Poll` for `descriptor`.
public final class Waker: Sendable {
    /// Readable from `wake` until `drain`.
    public let descriptor: Int32
    private let bell: Int32

    /// The corresponding C functions are `pipe` and `fcntl`.
    public init() throws(ZeroMQError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            let code = errno
            throw ZeroMQError("cannot make a pipe: \(String(cString: strerror(code)))", code: code)
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        bell = ends[1]
    }

    /// The corresponding C function is `close`.
    deinit {
        close(descriptor)
        close(bell)
    }

    /// Makes the descriptor readable; a full pipe is readable already. The corresponding C function
    /// is `write`.
    public func wake() {
        var byte: UInt8 = 1
        _ = write(bell, &byte, 1)
    }

    /// Makes it wait for the next `wake`. The corresponding C function is `read`.
    public func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }
}
