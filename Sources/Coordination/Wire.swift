package import Foundation
package import ZeroMQ

/// The coordinator's end of all its connections: a router's ``Socket``, or what a test puts there.
package protocol Wire: AnyObject {
    /// Takes the next message, or nil where none waits.
    func receive() throws(ZeroMQError) -> Socket.Incoming?
    /// Hands over a frame without waiting.
    func send(_ frame: Data, to route: Data?) throws(ZeroMQError) -> Socket.Sent
}

extension Socket: Wire {}
