internal import Scheduling
internal import ZeroMQ

/// Reads the list of keys again whenever its file changes.
struct GrantWatch {
    typealias Grants = [CurvePublicKey: Authenticator.Grant]

    private static let interval = Duration.milliseconds(500)

    private let directory: KeyDirectory
    private(set) var current: Grants
    /// What the file was when it was last read; it was read before this watch began.
    private var stamp: KeyDirectory.Stamp?
    private var nextLook = Instant(nanoseconds: 0)

    /// Nil where the keys came from no folder.
    init?(_ keys: CoordinatorService.Keys) {
        guard let directory = keys.directory else { return nil }
        self.directory = directory
        current = keys.allowed
    }

    /// The former list and today's where they differ; nil while nothing has changed.
    /// - Throws: once for each version of the file that makes no sense; the list stays as it was.
    mutating func change(at now: Instant) throws -> (former: Grants, new: Grants)? {
        guard now >= nextLook else { return nil }
        nextLook = now + Self.interval
        let found = directory.listStamp
        guard let found, found != stamp else { return nil }
        stamp = found
        let new = try directory.authorized()
        guard new != current else { return nil }
        defer { current = new }
        return (current, new)
    }
}
