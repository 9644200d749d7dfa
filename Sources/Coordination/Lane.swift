internal import Jobs

/// What is under way to one connection, in bytes: a peer that reads nothing is sent nothing more.
///
/// libzmq queues messages without telling how many the peer has read. So marks are sent among them,
/// which the peer sends back.
struct Lane {
    /// Pieces of blobs, records and descriptions of runs wait while more than this is unread, …
    static let window = 1 << 20
    /// … and any other message is dropped: the peer asks again, or is told again.
    static let limit = 16 << 20
    /// Bytes from one mark to the next.
    static let markInterval = 128 << 10
    /// What a message costs beside its bytes.
    static let overhead = 256

    /// Bytes handed over since the last mark that was read.
    private(set) var unread = 0
    /// Of those, what was handed over behind the mark that is out, or the last one.
    private var behindMark = 0
    private var mark: String?
    /// The sessions that speak on this connection.
    var sessions: Set<SessionID> = []

    /// What counts towards the budget of all connections together: little is left without a mark.
    var burden: Int { mark == nil ? 0 : unread }

    mutating func hand(_ bytes: Int) {
        unread += bytes + Self.overhead
        behindMark += bytes + Self.overhead
    }

    /// The mark that is to be sent now, if one is.
    mutating func nextMark() -> String? {
        guard mark == nil, behindMark >= Self.markInterval else { return nil }
        mark = Seal.drawName()
        behindMark = 0
        return mark
    }

    mutating func reach(_ found: String) {
        guard found == mark else { return }
        mark = nil
        unread = behindMark
    }
}
