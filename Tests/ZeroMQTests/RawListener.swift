import Foundation

/// What listens like a ROUTER, speaks ZMTP 3.0 byte by byte, and dies whenever it likes.
final class RawListener {
    let endpoint: String
    private let listener: Int32

    init() {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = bind(descriptor, pointer, length)
                _ = listen(descriptor, 100)
                getsockname(descriptor, pointer, &length)
            }
        }
        listener = descriptor
        endpoint = "tcp://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    }

    deinit { close(listener) }

    /// Takes the next connection, greets it as a ROUTER without keys, and sends `bytes`, in the
    /// middle of which it dies where they are no whole message.
    func serve(_ bytes: Data) {
        let connection = accept(listener, nil, nil)
        defer { close(connection) }
        var greeting = Data([0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0])
        greeting += Data("NULL".utf8)
        greeting += Data(count: 64 - greeting.count)
        let ready =
            Data("\u{5}READY".utf8) + Data("\u{B}Socket-Type".utf8)
            + Data([0, 0, 0, 6]) + Data("ROUTER".utf8)
        write(greeting + Data([4, UInt8(ready.count)]) + ready, to: connection)
        // The peer's greeting and its command READY.
        read(64, from: connection)
        let header = read(2, from: connection)
        if header.count == 2 { read(Int(header[1]), from: connection) }
        write(bytes, to: connection)
    }

    private func write(_ bytes: Data, to connection: Int32) {
        bytes.withUnsafeBytes {
            _ = send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }

    @discardableResult
    private func read(_ count: Int, from connection: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = recv(connection, &bytes, count, Int32(MSG_WAITALL))
        return Array(bytes.prefix(max(0, got)))
    }
}

/// ZMTP frames.
enum RawFrame {
    static func whole(_ bytes: Data, more: Bool = false) -> Data {
        let length = withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { Data($0) }
        return Data([more ? 3 : 2]) + length + bytes
    }
}
