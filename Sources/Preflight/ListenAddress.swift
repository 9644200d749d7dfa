internal import Foundation
internal import ZeroMQ

/// Where a coordinator listens, given by name.
enum ListenAddress {
    /// The same address with a number in the place of a host's or an interface's name.
    /// - Throws: `UsageError` where nobody here is called so; `ZeroMQError` where it is no address.
    static func numeric(_ text: String) throws -> String {
        let endpoint = try Endpoint(text)
        guard !endpoint.isInProcess else { return text }
        let (host, port) = HostAddress.parts(of: text)
        if host == "*" || isNumber(host) { return text }
        let number: String
        if if_nametoindex(host) != 0 {
            guard let found = firstAddress(of: host) else {
                throw UsageError(
                    "cannot listen at \(text): the interface \(host) has no address "
                        + "(`ip address` lists them)")
            }
            number = found
        } else {
            switch HostAddress.resolve(host, port: "") {
            case .success(let found):
                // Of a host's addresses the one of the older kind, which everybody can reach.
                guard let first = found.first(where: { !$0.number.contains(":") }) ?? found.first
                else { fallthrough }
                number = first.number
            case .failure:
                throw UsageError(
                    "cannot listen at \(text): \(host) is no interface of this host, and no name "
                        + "that can be resolved; give one (`ip address` lists them), a number such "
                        + "as 0.0.0.0, or [::1] in brackets")
            }
        }
        return "tcp://\(number.contains(":") ? "[\(number)]" : number):\(port)"
    }

    private static func isNumber(_ host: String) -> Bool {
        var (old, new) = (in_addr(), in6_addr())
        return inet_pton(AF_INET, host, &old) == 1 || inet_pton(AF_INET6, host, &new) == 1
    }

    /// The corresponding C function is `getifaddrs`.
    private static func firstAddress(of interface: String) -> String? {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return nil }
        defer { freeifaddrs(list) }
        var found: [String] = []
        var next = list
        while let item = next?.pointee {
            next = item.ifa_next
            guard String(cString: item.ifa_name) == interface, let address = item.ifa_addr,
                [AF_INET, AF_INET6].contains(Int32(address.pointee.sa_family))
            else { continue }
            let isOld = Int32(address.pointee.sa_family) == AF_INET
            let size = isOld ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
            var text = [CChar](repeating: 0, count: 64)
            guard
                getnameinfo(
                    address, socklen_t(size), &text, socklen_t(text.count), nil, 0,
                    NI_NUMERICHOST) == 0
            else { continue }
            let number = String(
                decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            found.append(number)
        }
        return found.first { !$0.contains(":") } ?? found.first
    }
}
