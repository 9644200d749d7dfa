internal import Foundation
internal import Jobs
internal import Scheduling

/// The blobs that are arriving piece by piece.
///
/// Pieces of one blob may come from several clients: the next one in order counts, whoever sends
/// it, and the others learn how far the blob has come.
struct Uploads {
    private struct Arrival {
        var stream = HashStream()
        var received = 0
        var size: Int
        /// Who began it, and when the last piece came.
        var sender: Sender
    }

    /// Who sends a piece, and when.
    struct Sender {
        var origin: Origin
        var at: Instant
    }

    enum Answer: Equatable {
        case received(Int)
        case refused(String)
    }

    /// Bytes that one blob may have.
    static let sizeLimit = 64 << 30
    /// Uploads that one key may have begun and not finished, and all together; and their bytes.
    static let limit = (own: 64, all: 1024)
    static let bytesLimit = (own: 64 << 30, all: 256 << 30)
    /// After so long without a piece an upload is given up.
    static let patience = Duration.seconds(600)

    private var arrivals: [ContentHash: Arrival] = [:]

    /// Takes in a piece; returns the answer to its sender and what is to be written.
    mutating func take(
        _ message: FromClient.Upload, _ bytes: Data, from sender: Sender
    ) -> (answer: Answer, writes: [StoreWrite]) {
        guard (0...Self.sizeLimit).contains(message.size),
            (0...message.size).contains(message.offset),
            bytes.count <= message.size - message.offset, bytes.count > 0 || message.size == 0
        else {
            return (.refused("an upload's piece does not lie within the blob's size"), [])
        }
        var arrival = arrivals[message.hash] ?? Arrival(size: message.size, sender: sender)
        guard arrival.size == message.size else {
            return (.refused("two uploads of blob \(message.hash) differ in size"), [])
        }
        guard arrival.received == message.offset else { return (.received(arrival.received), []) }
        if let reason = objection(to: message.hash, bytes.count, of: sender.origin) {
            return (.refused(reason), [])
        }
        arrival.sender.at = sender.at
        arrival.stream.update(bytes)
        arrival.received += bytes.count
        let piece = StoreWrite.piece(message.hash, offset: message.offset, bytes: bytes)
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

    /// Why a piece cannot be taken; nil where it can.
    private func objection(to hash: ContentHash, _ bytes: Int, of origin: Origin) -> String? {
        let own = arrivals.values.filter { $0.sender.origin == origin }
        let isNew = arrivals[hash] == nil
        guard !isNew || own.count < Self.limit.own, !isNew || arrivals.count < Self.limit.all else {
            return "\(own.count) uploads of this key have not ended, of \(arrivals.count) in all: "
                + "finish them, or wait 10 minutes until they are given up"
        }
        func fits(_ uploads: some Sequence<Arrival>, _ limit: Int) -> Bool {
            uploads.reduce(bytes) { $0 + $1.received } <= limit
        }
        guard fits(own, Self.bytesLimit.own), fits(arrivals.values, Self.bytesLimit.all) else {
            return "unfinished uploads hold as many bytes as they may: finish them first"
        }
        return nil
    }

    /// Forgets uploads that were left unfinished; returns what is to be removed.
    mutating func giveUp(at now: Instant) -> [StoreWrite] {
        let left = arrivals.filter { now - $0.value.sender.at > Self.patience }.keys.sorted()
        for hash in left { arrivals[hash] = nil }
        return left.map { .discardPieces($0) }
    }
}
