import Foundation
import Testing
import ZeroMQ

@Suite struct DyingPeerTests {
    /// libzmq 4.3.4 ends the whole process of a connecting peer (`Assertion failed: !_more`) whose
    /// listener dies between two frames of one message; so a message is one frame.
    @Test func `a hundred listeners that die in the middle of sending end no peer`() throws {
        let context = try Context.ofProcess()
        let message = RawFrame.whole(Data(repeating: 7, count: 4000))
        var heard = 0
        for round in 0..<100 {
            let dealer = try Socket(.dealer, options: .connecting, in: context)
            let listener = RawListener()
            try dealer.connect(listener.endpoint)
            // Two whole messages, and all or a part of a third.
            listener.serve(message + message + message.prefix(round * message.count / 99))
            while try next(on: dealer, within: .milliseconds(20)) != nil { heard += 1 }
        }
        #expect(heard > 0)
    }

    @Test func `a hundred peers that die in the middle of a message end no listener`() throws {
        let listener = try Listener(at: "tcp://127.0.0.1:*")
        for round in 0..<100 {
            let dealer = try listener.dealer()
            #expect(try send(Data("a".utf8), Data(count: 1 << 16), on: dealer))
            if round % 2 == 0 { #expect(try next(on: listener.router) != nil) }
        }
        let last = try listener.dealer()
        #expect(try send(Data("whole".utf8), on: last))
        var frame: Data?
        while let message = try next(on: listener.router), frame != Data("whole".utf8) {
            frame = message.frame
        }
        #expect(frame == Data("whole".utf8))
    }
}
