internal import CZeroMQ
internal import Foundation

/// The one libzmq context of this process; every thread makes its sockets from it.
///
/// It is never taken down: a process that must know that its last words have arrived waits for an
/// answer to them.
public final class Context: Sendable {
    private static let shared = Result { () throws(ZeroMQError) in try Context() }

    // zmq_ctx_new(3): "A ØMQ context is thread safe and may be shared among as many application
    // threads as necessary, without any additional locking required on the part of the caller."
    nonisolated(unsafe) let handle: UnsafeMutableRawPointer

    /// Returns the process's context, made at the first call.
    /// - Throws: `ZeroMQError` where libzmq is older than 4.3.3, which strangers could crash.
    public static func ofProcess() throws(ZeroMQError) -> Context { try shared.get() }

    /// The version of libzmq in use. The corresponding C function is `zmq_version`.
    public static var version: (major: Int, minor: Int, patch: Int) {
        var major: Int32 = 0
        var minor: Int32 = 0
        var patch: Int32 = 0
        zmq_version(&major, &minor, &patch)
        return (Int(major), Int(minor), Int(patch))
    }

    /// Raises this process's limit of open files as far as the system allows, and checks that
    /// `peers` connections fit. The corresponding C functions are `getrlimit` and `setrlimit`.
    /// - Throws: `ZeroMQError` where they do not fit: libzmq would spin without a word.
    public static func reserveFiles(forPeers peers: Int) throws(ZeroMQError) {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0 else { return }
        if limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            _ = setrlimit(files, &limit)
            _ = getrlimit(files, &limit)
        }
        guard limit.rlim_cur >= rlim_t(peers + 64) else {
            throw ZeroMQError(
                "\(peers) connections need \(peers + 64) open files, and this process may have "
                    + "\(limit.rlim_cur); raise the limit (ulimit -n) and start again")
        }
    }

    /// The corresponding C function is `zmq_ctx_new`.
    private init() throws(ZeroMQError) {
        let version = Self.version
        guard (version.major, version.minor, version.patch) >= (4, 3, 3) else {
            throw ZeroMQError(
                "libzmq \(version.major).\(version.minor).\(version.patch) can be crashed by "
                    + "strangers (CVE-2020-15166); install 4.3.3 or newer")
        }
        guard let handle = zmq_ctx_new() else { throw .last("cannot make a libzmq context") }
        self.handle = handle
    }
}
