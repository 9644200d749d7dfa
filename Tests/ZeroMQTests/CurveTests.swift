import Foundation
import Testing
import ZeroMQ

@Suite struct CurveTests {
    let context: Context
    let server: CurveKeyPair
    let listed: CurveKeyPair
    let listener: Listener
    let authenticator: Authenticator

    init() throws {
        context = try Context.ofProcess()
        server = try CurveKeyPair()
        listed = try CurveKeyPair()
        authenticator = try Authenticator(
            allowing: [listed.publicKey: .init(role: .worker, name: "node-1")], in: context)
        listener = try Listener(
            at: "tcp://127.0.0.1:*", security: .listening(server, authenticator))
    }

    @Test func `a listed key is heard and named`() throws {
        let identity = CurveIdentity(own: listed, server: server.publicKey)
        let dealer = try listener.dealer(security: .connecting(identity))
        #expect(try send(Data("hello".utf8), on: dealer))
        var poll = Poll()
        poll.add(listener.router, for: .readable)
        try poll.wait(.seconds(5))
        let heard = try #require(try listener.router.receive())
        #expect(heard.frame == Data("hello".utf8))
        let grant = authenticator.grant(ofUser: try #require(heard.user))
        #expect(grant == .init(role: .worker, name: "node-1"))
    }

    @Test func `an unlisted key is refused and learns of it`() throws {
        let identity = CurveIdentity(own: try CurveKeyPair(), server: server.publicKey)
        let dealer = try Socket(
            .dealer, options: .connecting, security: .connecting(identity), in: context)
        let monitor = try SocketMonitor(of: dealer, in: context)
        try dealer.connect(listener.endpoint)
        #expect(try events(of: monitor, until: .refused))
        #expect(try !send(Data("hello".utf8), on: dealer, within: .milliseconds(50)))
        #expect(try listener.router.receive() == nil)
    }

    @Test func `a stranger's idea of the coordinator's key gets nowhere`() throws {
        let identity = CurveIdentity(own: listed, server: try CurveKeyPair().publicKey)
        let dealer = try listener.dealer(security: .connecting(identity))
        #expect(try !send(Data("hello".utf8), on: dealer, within: .milliseconds(300)))
        #expect(try listener.router.receive() == nil)
    }

    @Test func `plain text is not heard`() throws {
        let dealer = try Socket(.dealer, options: .connecting, in: context)
        let monitor = try SocketMonitor(of: dealer, in: context)
        try dealer.connect(listener.endpoint)
        #expect(try events(of: monitor, until: .misunderstood, or: .disconnected))
        #expect(try !send(Data("hello".utf8), on: dealer, within: .milliseconds(50)))
        #expect(try listener.router.receive() == nil)
    }

    @Test func `a key taken off the list is refused from then on`() throws {
        authenticator.allow([:])
        let identity = CurveIdentity(own: listed, server: server.publicKey)
        let dealer = try listener.dealer(security: .connecting(identity))
        #expect(try !send(Data("hello".utf8), on: dealer, within: .milliseconds(300)))
    }

    @Test func `a monitor that goes first holds up nobody`() throws {
        for _ in 0..<30 {
            let identity = CurveIdentity(own: try CurveKeyPair(), server: server.publicKey)
            let dealer = try Socket(
                .dealer, options: .connecting, security: .connecting(identity), in: context)
            var monitor: SocketMonitor? = try SocketMonitor(of: dealer, in: context)
            try dealer.connect(listener.endpoint)
            _ = try monitor?.next()
            monitor = nil
            _ = try dealer.receive()
        }
        let identity = CurveIdentity(own: listed, server: server.publicKey)
        let dealer = try listener.dealer(security: .connecting(identity))
        #expect(try send(Data("hello".utf8), on: dealer))
    }

    @Test func `keys survive their text and reject other text`() throws {
        #expect(CurveKeyPair(secret: listed.secret) == listed)
        #expect(CurvePublicKey(text: listed.publicKey.text) == listed.publicKey)
        #expect(CurveKeyPair(secret: String(repeating: "~", count: 40)) == nil)
        #expect(CurvePublicKey(text: "short") == nil)
        #expect(!"\(listed)".contains(listed.secret))
    }

    private func events(
        of monitor: SocketMonitor, until wanted: SocketMonitor.Event...
    ) throws -> Bool { try events(of: monitor, among: wanted) }

    private func events(
        of monitor: SocketMonitor, until first: SocketMonitor.Event, or second: SocketMonitor.Event
    ) throws -> Bool { try events(of: monitor, among: [first, second]) }

    private func events(
        of monitor: SocketMonitor, among wanted: [SocketMonitor.Event]
    ) throws -> Bool {
        for _ in 0..<100 {
            while let event = try monitor.next() {
                if wanted.contains(event) { return true }
            }
            var poll = Poll()
            poll.add(monitor.socket, for: .readable)
            try poll.wait(.milliseconds(50))
        }
        return false
    }
}
