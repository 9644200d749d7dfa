internal import Foundation
package import Jobs

/// What this host could not do for any job: its disk is full or read-only, or it has no memory, no
/// process or no descriptor left.
package struct HostTrouble: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, where, and what to do.
    package let description: String

    /// - Parameters:
    ///   - deed: what could not be done and where, such as `write to /tmp/cache`.
    ///   - code: the C library's `errno`.
    package init(_ deed: String, code: Int32) {
        description = "cannot \(deed): \(String(cString: strerror(code))); \(Self.advice(code))"
    }

    package var failure: Failure { Failure(.hostTrouble, "the host \(description)") }

    private static func advice(_ code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT:
            "free some space there, or set TMPDIR to a folder that has some"
        case EROFS, EACCES, EPERM, ENOENT, ENOTDIR:
            "make it writable for this user, or set TMPDIR to a folder that is"
        case EMFILE, ENFILE:
            "raise the limit of open files (ulimit -n), or start the worker with fewer --slots"
        case EAGAIN:
            "raise the limit of processes (ulimit -u, a service's TasksMax), or start the worker "
                + "with fewer --slots"
        case ENOMEM:
            "free some memory, or start the worker with fewer --slots"
        default:
            "see the host's system log"
        }
    }
}
