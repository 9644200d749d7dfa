import Foundation
import Testing
import ZeroMQ

struct Listener {
    let context: Context
    let router: Socket
    let endpoint: String

    init(
        at endpoint: String = "inproc://\(UUID().uuidString)",
        options: SocketOptions = .listening, security: Security = .none
    ) throws {
        context = try Context.ofProcess()
        router = try Socket(.router, options: options, security: security, in: context)
        self.endpoint = try router.bind(endpoint)
    }

    func dealer(
        options: SocketOptions = .connecting, security: Security = .none
    ) throws -> Socket {
        let socket = try Socket(.dealer, options: options, security: security, in: context)
        try socket.connect(endpoint)
        return socket
    }
}

/// Waits for the socket's next message, for at most `timeout`.
func next(on socket: Socket, within timeout: Duration = .seconds(5)) throws -> Socket.Incoming? {
    if let message = try socket.receive() { return message }
    var poll = Poll()
    let index = poll.add(socket, for: .readable)
    try poll.wait(timeout)
    return poll.ready(index).contains(.readable) ? try socket.receive() : nil
}

/// Sends as soon as the connection stands; false where it does not within `timeout`.
func send(
    _ parts: Data..., on socket: Socket, within timeout: Duration = .seconds(5)
) throws -> Bool {
    var poll = Poll()
    let index = poll.add(socket, for: .writable)
    try poll.wait(timeout)
    guard poll.ready(index).contains(.writable) else { return false }
    return try socket.send(parts: parts) == .sent
}

@Suite struct SocketTests {
    @Test(arguments: ["inproc://round-trip", "tcp://127.0.0.1:*"])
    func `a frame goes there and back`(endpoint: String) throws {
        let listener = try Listener(at: endpoint)
        let dealer = try listener.dealer()
        for frame in [Data("a".utf8), Data(), Data(repeating: 7, count: 1 << 20)] {
            #expect(try send(frame, on: dealer))
            let heard = try #require(try next(on: listener.router))
            #expect(heard.frame == frame)
            #expect((heard.address == nil) == endpoint.hasPrefix("inproc"))
            #expect(try listener.router.send(frame, to: heard.route) == .sent)
            let answer = try #require(try next(on: dealer))
            #expect(answer.frame == frame)
            #expect(answer.route == nil)
        }
    }

    @Test func `a slow peer's queue fills and nothing is lost`() throws {
        var options = SocketOptions.listening
        options.queueLimit = 10
        let listener = try Listener(options: options)
        let dealer = try listener.dealer(options: options.connectingLike)
        #expect(try send(Data("hello".utf8), on: dealer))
        let route = try #require(try next(on: listener.router)?.route)
        var sent = 0
        while try listener.router.send(Data("\(sent)".utf8), to: route) == .sent { sent += 1 }
        #expect((10...40).contains(sent))
        for number in 0..<sent {
            #expect(try next(on: dealer)?.frame == Data("\(number)".utf8))
        }
        #expect(try dealer.receive() == nil)
    }

    @Test func `an unknown peer is unreachable, not silently dropped`() throws {
        let listener = try Listener()
        #expect(try listener.router.send(Data(), to: Data("nobody".utf8)) == .unreachable)
    }

    @Test func `nothing is queued for a coordinator that is not there`() throws {
        let context = try Context.ofProcess()
        let dealer = try Socket(.dealer, options: .connecting, in: context)
        try dealer.connect("tcp://127.0.0.1:9")
        #expect(try dealer.send(Data("early".utf8)) == .full)
    }

    @Test func `an address in use is named with a way out`() throws {
        let listener = try Listener(at: "tcp://127.0.0.1:*")
        let error = try #require(throws: ZeroMQError.self) {
            try Listener(at: listener.endpoint)
        }
        #expect(error.description.contains(listener.endpoint))
        #expect(error.description.contains("choose another port"))
    }

    @Test func `a message of several frames is none of ours, and the next one is heard`() throws {
        let listener = try Listener()
        let dealer = try listener.dealer()
        #expect(try dealer.send(parts: Array(repeating: Data("x".utf8), count: 100)) == .sent)
        #expect(try send(Data("a".utf8), Data("b".utf8), on: dealer))
        #expect(try send(Data("next".utf8), on: dealer))
        for _ in 0..<2 {
            let strange = try #require(try next(on: listener.router))
            #expect(strange.frame == nil)
            #expect(strange.route != nil)
        }
        #expect(try next(on: listener.router)?.frame == Data("next".utf8))
    }
}

extension SocketOptions {
    /// The same queue for the connecting side.
    var connectingLike: SocketOptions {
        var options = SocketOptions.connecting
        options.queueLimit = queueLimit
        return options
    }
}
