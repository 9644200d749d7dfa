internal import CZeroMQ
internal import Foundation

/// What libzmq refused, where, and what to do about it.
public struct ZeroMQError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    /// The `errno` behind it; 0 where there is none.
    public let code: Int32

    public init(_ description: String, code: Int32 = 0) {
        self.description = description
        self.code = code
    }

    /// Reads the calling thread's error. The corresponding C functions are `zmq_errno` and
    /// `zmq_strerror`.
    static func last(_ deed: String, advice: String = "") -> ZeroMQError {
        let code = zmq_errno()
        let reason = String(cString: zmq_strerror(code))
        let hint = advice.isEmpty ? Self.advice(for: code) : advice
        return ZeroMQError("\(deed): \(reason)" + (hint.isEmpty ? "" : "; \(hint)"), code: code)
    }

    private static func advice(for code: Int32) -> String {
        switch code {
        case EADDRINUSE: "another process listens there: stop it, or choose another port"
        case EADDRNOTAVAIL, ENODEV: "no interface of this host has that address: choose another"
        case EACCES: "this user may not use that address: choose a port above 1023"
        case EINVAL, EPROTONOSUPPORT: "an address looks like tcp://HOST:PORT"
        case EMFILE: "raise the limit of open files (ulimit -n) and start again"
        default: ""
        }
    }
}
