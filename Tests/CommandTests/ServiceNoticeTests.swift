import Foundation
import Testing

/// What a service manager hears, on a real datagram socket.
@Suite(.serialized) struct ServiceNoticeTests {
    @Test(arguments: [true, false])
    func `a coordinator says that it listens, that it lives and that it ends`(
        isAbstract: Bool
    ) throws {
        let manager = try NoticeSocket(isAbstract: isAbstract)
        let coordinator = try Preflight.start(
            [
                "coordinator", "--listen", "tcp://127.0.0.1:*", "--store",
                try Preflight.temporaryFolder() + "/store.sqlite",
            ], prefix: [manager.variable, "WATCHDOG_USEC=300000"])
        defer { coordinator.send(SIGKILL) }
        #expect(manager.hears("READY=1"), "\(coordinator.errors)")
        #expect(manager.heard.contains("STATUS=0 active runs, 0 workers, 0 of 0 slots busy"))
        let signs = manager.heard.count { $0 == "WATCHDOG=1" }
        #expect(eventually { manager.take().count { $0 == "WATCHDOG=1" } >= signs + 2 })
        coordinator.send(SIGTERM)
        #expect(manager.hears("STOPPING=1"))
        #expect(coordinator.wait().status == 0)
    }

    @Test func `a worker is ready once a coordinator has taken it in, not before`() throws {
        let manager = try NoticeSocket(isAbstract: false)
        let address = "tcp://127.0.0.1:\(Preflight.freePort())"
        let worker = try Preflight.start(
            ["worker", "--connect", address, "--slots", "2"],
            prefix: [manager.variable, "WATCHDOG_USEC=300000"])
        defer { worker.send(SIGKILL) }
        #expect(manager.hears("STATUS=no coordinator at \(address); 0 of 2 slots busy"))
        #expect(manager.hears("WATCHDOG=1"))
        #expect(!manager.heard.contains("READY=1"))
        let coordinator = try Preflight.start([
            "coordinator", "--listen", address, "--store",
            try Preflight.temporaryFolder() + "/store.sqlite",
        ])
        defer { coordinator.send(SIGKILL) }
        #expect(manager.hears("READY=1"), "\(worker.errors)")
        #expect(manager.hears("STATUS=0 of 2 slots busy"))
        worker.send(SIGTERM)
        #expect(manager.hears("STOPPING=1"))
        #expect(worker.wait().status == 75)
        #expect(manager.heard.count { $0 == "READY=1" } == 1)
    }
}

/// The socket of a service manager.
final class NoticeSocket {
    /// What goes before a command, for `env`.
    let variable: String
    private(set) var heard: [String] = []
    private let descriptor: Int32

    init(isAbstract: Bool) throws {
        let path = try Preflight.temporaryFolder() + "/notify"
        variable = "NOTIFY_SOCKET=" + (isAbstract ? "@" + path : path)
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = (isAbstract ? [0] : []) + Array(path.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = MemoryLayout<sa_family_t>.size + name.count + (isAbstract ? 0 : 1)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(length))
            }
        }
        guard status == 0 else { throw ClusterError("bind \(path): \(errno)") }
    }

    deinit { close(descriptor) }

    /// Takes in what has come; all that was ever heard, line by line.
    @discardableResult func take() -> [String] {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while case let count = recv(descriptor, &bytes, bytes.count, 0), count > 0 {
            let text = String(decoding: bytes.prefix(count), as: UTF8.self)
            heard += text.split(separator: "\n").map(String.init)
        }
        return heard
    }

    func hears(_ word: String) -> Bool { eventually { take().contains(word) } }
}
