internal import Foundation
internal import Synchronization

/// Tells the service manager that started this process how it fares, as `sd_notify` does: each
/// notice is one datagram to the socket that `NOTIFY_SOCKET` names.
///
/// It does nothing where no manager asked for notices, and a notice that cannot be sent is lost:
/// nothing could be done about it.
package final class ServiceNotice: Sendable {
    private struct Told {
        var isReady = false
        var isStopping = false
        var status = ""
        var lastSign: ContinuousClock.Instant?
    }

    private let socketName: String
    /// How often the manager wants a sign of life at most.
    private let signInterval: Duration?
    private let told = Mutex(Told())

    /// - Parameter environment: with `NOTIFY_SOCKET`, a path or `@` and an abstract name, and
    ///   `WATCHDOG_USEC`, the microseconds after which silence is taken for death.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        socketName = environment["NOTIFY_SOCKET"] ?? ""
        let isOurs = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
        let limit = environment["WATCHDOG_USEC"].flatMap(Int.init) ?? 0
        signInterval = isOurs && limit > 0 ? .microseconds(limit / 3) : nil
    }

    /// Whether anybody listens.
    package var isWanted: Bool { !socketName.isEmpty }

    /// One turn of the main loop: says what is new, that the service is ready from its first ready
    /// turn on, and gives a sign of life when one is due.
    package func turn(isReady: Bool, status: String) {
        guard isWanted else { return }
        told.withLock { told in
            var words: [String] = []
            if isReady, !told.isReady {
                told.isReady = true
                words.append("READY=1")
            }
            if status != told.status, !told.isStopping {
                told.status = status
                words.append("STATUS=" + status.replacing("\n", with: " "))
            }
            let now = ContinuousClock.now
            if let signInterval, told.lastSign.map({ now - $0 >= signInterval }) ?? true {
                told.lastSign = now
                words.append("WATCHDOG=1")
            }
            send(words)
        }
    }

    /// The service ends from here on.
    package func stopping(_ status: String) {
        guard isWanted else { return }
        told.withLock { told in
            guard !told.isStopping else { return }
            told.isStopping = true
            send(["STOPPING=1", "STATUS=" + status])
        }
    }

    /// The corresponding C function is `sendto`.
    private func send(_ words: [String]) {
        guard !words.isEmpty else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(socketName.utf8)
        if name[0] == UInt8(ascii: "@") { name[0] = 0 }
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // An abstract name has no end but its length.
        let length = MemoryLayout<sockaddr_un>.offset(of: \.sun_path)! + name.count
        let bytes = Array(words.joined(separator: "\n").utf8)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0,
                    socklen_t(length))
            }
        }
    }
}
