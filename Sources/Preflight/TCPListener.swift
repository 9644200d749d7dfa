internal import Foundation
internal import ZeroMQ

/// A plain TCP socket that listens.
struct TCPListener {
    let descriptor: Int32
    /// `HOST:PORT`, as numbers.
    let address: String

    /// Takes `HOST:PORT`, the host a number, a name, an interface or `*`; the port `*` is one that
    /// is free. The corresponding C functions are `getaddrinfo`, `bind` and `listen`.
    /// - Throws: `UsageError` where it cannot listen there.
    init(_ text: String) throws {
        let numeric: String
        do {
            numeric = try ListenAddress.numeric("tcp://" + text)
        } catch is ZeroMQError {
            throw UsageError(
                "\"\(text)\" is not a host and a port; one looks like 127.0.0.1:9464")
        }
        let (host, port) = HostAddress.parts(of: numeric)
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let number = host == "*" ? "0.0.0.0" : host
        let code = getaddrinfo(number, port == "*" ? "0" : port, &hints, &list)
        guard code == 0, let found = list?.pointee else {
            throw UsageError("cannot listen at \(text): \(String(cString: gai_strerror(code)))")
        }
        defer { freeaddrinfo(list) }
        let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        descriptor = socket(found.ai_family, Int32(kind), 0)
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout.size(ofValue: yes))
        guard descriptor >= 0,
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size) == 0,
            bind(descriptor, found.ai_addr, found.ai_addrlen) == 0, listen(descriptor, 16) == 0
        else {
            let reason = String(cString: strerror(errno))
            if descriptor >= 0 { close(descriptor) }
            throw UsageError("cannot listen at \(text): \(reason)")
        }
        address = "\(number.contains(":") ? "[\(number)]" : number):\(Self.port(of: descriptor))"
    }

    /// The corresponding C function is `getsockname`.
    private static func port(of descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout.size(ofValue: storage))
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(descriptor, $0, &size)
            }
            // The port stands at the same place for both families.
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }
}
