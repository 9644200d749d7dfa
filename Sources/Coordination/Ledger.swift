internal import Foundation

/// A small file beside the store, which says how far the store had come: it notices a store that
/// was cut, replaced or lost its log. Locked for as long as it is open, so that one coordinator has
/// a store to itself.
///
/// Its number is written after each commit and never before, so that a crash may leave it behind
/// the store, not ahead of it.
final class Ledger: Sendable {
    struct Standing: Hashable {
        /// Commits that changed the store.
        var commits = 0
        var runs = 0
        /// Whether the store was closed in order.
        var isClosed = true
    }

    let path: String
    private let descriptor: Int32

    /// - Throws: `CoordinationError` where another process has it, or it cannot be made.
    init(path: String) throws(CoordinationError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CoordinationError(
                .store, "cannot open \(path): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw CoordinationError(
                .store,
                isTaken
                    ? "another coordinator has the store beside \(path) open: stop it, or choose "
                        + "another --store"
                    : "cannot lock \(path): \(reason)")
        }
    }

    deinit { close(descriptor) }

    /// Lets another process have it. The corresponding C function is `flock`.
    func unlock() { _ = flock(descriptor, LOCK_UN) }

    /// What it says; nil for a new one.
    /// - Throws: `CoordinationError` where it says nothing that can be understood.
    func read() throws(CoordinationError) -> Standing? {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count != 0 else { return nil }
        let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
            .split(whereSeparator: \.isWhitespace)
        guard words.count == 6, words[0] == "preflight-ledger", words[1] == "1",
            let commits = Int(words[2]), let runs = Int(words[3]), words[5] == "end"
        else {
            throw CoordinationError(
                .store, "\(path) is no ledger of a store: restore it, or remove it and the store")
        }
        return Standing(commits: commits, runs: runs, isClosed: words[4] == "closed")
    }

    /// The corresponding C function is `pwrite`; one line of fixed length is never half written.
    func write(_ standing: Standing) {
        let line =
            "preflight-ledger 1 \(Self.padded(standing.commits)) \(Self.padded(standing.runs)) "
            + "\(standing.isClosed ? "closed" : "opened") end\n"
        _ = Array(line.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    }
}
