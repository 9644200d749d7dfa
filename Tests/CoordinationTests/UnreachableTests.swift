import Coordination
import Foundation
import Testing

/// How long a client looks for a coordinator before it says that there is none.
@Suite struct UnreachableTests {
    /// A TCP port on which nobody speaks; where `listens`, connections are taken all the same.
    private final class Port {
        private let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        private(set) var number = 0

        init(listens: Bool) throws {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
                }
            }
            try #require(isBound)
            if listens { try #require(listen(descriptor, 8) == 0) }
            number = Int(UInt16(bigEndian: address.sin_port))
        }

        deinit { close(descriptor) }
    }

    @Test(arguments: [(false, 5), (true, 7)])
    func `where nothing listens is told soon, and a silent coordinator is waited for`(
        listens: Bool, seconds: Int
    ) throws {
        let port = try Port(listens: listens)
        let client = try Client(connectingTo: "tcp://127.0.0.1:\(port.number)")
        client.patience = .seconds(7)
        let error = #expect(throws: CoordinationError.self) { try client.status() }
        #expect("\(try #require(error))".contains("(waited \(seconds) s)"))
    }
}
