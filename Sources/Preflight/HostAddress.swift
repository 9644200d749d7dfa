internal import Foundation
internal import Glibc

/// A host's address as the system resolves its name.
struct HostAddress {
    /// As numbers.
    let number: String
    private let bytes: [UInt8]
    private let family: Int32

    struct Unresolved: Error, CustomStringConvertible {
        let description: String
    }

    /// Host and port of `tcp://HOST:PORT`, the host without brackets.
    static func parts(of text: String) -> (host: String, port: String) {
        let rest = text.dropFirst("tcp://".count)
        let colon = rest.lastIndex(of: ":") ?? rest.endIndex
        let host = rest[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        return (host, String(rest[colon...].dropFirst()))
    }

    /// The corresponding C function is `getaddrinfo`.
    static func resolve(
        _ host: String, port: String
    ) -> Result<[HostAddress], Unresolved> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, port, &hints, &list)
        guard code == 0 else {
            return .failure(Unresolved(description: String(cString: gai_strerror(code))))
        }
        defer { freeaddrinfo(list) }
        var found: [HostAddress] = []
        var next = list
        while let info = next {
            next = info.pointee.ai_next
            guard let address = info.pointee.ai_addr else { continue }
            let length = info.pointee.ai_addrlen
            var text = [CChar](repeating: 0, count: 64)
            guard
                getnameinfo(
                    address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            else { continue }
            let bytes = UnsafeRawBufferPointer(start: address, count: Int(length))
            found.append(
                HostAddress(
                    number: String(
                        decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
                        as: UTF8.self),
                    bytes: Array(bytes), family: info.pointee.ai_family))
        }
        return .success(found)
    }

    /// Tries to connect; returns 0 or the number of the error. The corresponding C functions are
    /// `connect` and `poll`.
    func connect(within patience: Duration) -> Int32 {
        let descriptor = socket(
            family, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        let started = bytes.withUnsafeBytes {
            Glibc.connect(
                descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self),
                socklen_t($0.count))
        }
        if started == 0 { return 0 }
        guard errno == EINPROGRESS else { return errno }
        var item = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let milliseconds = Int32(patience / .milliseconds(1))
        guard poll(&item, 1, milliseconds) > 0 else { return ETIMEDOUT }
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
        return code
    }
}
