internal import Foundation
internal import Jobs

/// The blobs that are arriving piece by piece.
///
/// Pieces of one blob may come from several clients: the next one in order counts, whoever sends
/// it, and the others learn how far the blob has come.
struct Uploads {
    private struct Arrival {
        var stream = HashStream()
        var received = 0
        var size: Int
    }

    enum Answer: Equatable {
        case received(Int)
        case refused(String)
    }

    /// Bytes that one blob may have.
    static let sizeLimit = 64 << 30

    private var arrivals: [ContentHash: Arrival] = [:]

    /// Takes in a piece; returns the answer to its sender and what is to be written.
    mutating func take(
        _ message: FromClient.Upload, _ bytes: Data
    ) -> (answer: Answer, writes: [Store.Write]) {
        guard (0...Self.sizeLimit).contains(message.size),
            (0...message.size).contains(message.offset),
            bytes.count <= message.size - message.offset, bytes.count > 0 || message.size == 0
        else {
            return (.refused("an upload's piece does not lie within the blob's size"), [])
        }
        var arrival = arrivals[message.hash] ?? Arrival(size: message.size)
        guard arrival.size == message.size else {
            return (.refused("two uploads of blob \(message.hash) differ in size"), [])
        }
        guard arrival.received == message.offset else { return (.received(arrival.received), []) }
        arrival.stream.update(bytes)
        arrival.received += bytes.count
        let piece = Store.Write.piece(message.hash, offset: message.offset, bytes: bytes)
        guard arrival.received == arrival.size else {
            arrivals[message.hash] = arrival
            return (.received(arrival.received), [piece])
        }
        arrivals[message.hash] = nil
        guard arrival.stream.finish() == message.hash else {
            let reason = "the bytes of blob \(message.hash) do not have that hash: send them again"
            return (.refused(reason), [.discardPieces(message.hash)])
        }
        return (.received(arrival.size), [piece, .blob(message.hash, size: arrival.size)])
    }
}
