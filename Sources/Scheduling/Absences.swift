/// The workers that fell silent and may come back with what they hold.
///
/// After a start of the coordinator, and after a time in which every worker was silent, what an
/// absent worker may hold is kept for it for a grace: nothing is run again because of an outage.
struct Absences: Hashable {
    private var since: [String: Instant] = [:]
    /// What the absent may hold goes to others from then on.
    private(set) var graceEnds: Instant?

    var incarnations: Set<String> { Set(since.keys) }

    var isEmpty: Bool { since.isEmpty }

    func contains(_ incarnation: String) -> Bool { since[incarnation] != nil }

    func holdsBack(at now: Instant) -> Bool {
        !since.isEmpty && graceEnds.map { now < $0 } ?? false
    }

    mutating func add(_ incarnation: String, at now: Instant) { since[incarnation] = now }

    mutating func remove(_ incarnation: String) {
        since[incarnation] = nil
        if since.isEmpty { graceEnds = nil }
    }

    /// Waits for those who are absent.
    mutating func wait(until end: Instant) {
        if !since.isEmpty { graceEnds = max(graceEnds ?? end, end) }
    }

    /// Forgets those who have been away since `limit`.
    mutating func forget(before limit: Instant) {
        guard !since.isEmpty else { return }
        since = since.filter { $0.value > limit }
        if since.isEmpty { graceEnds = nil }
    }

    mutating func shift(by duration: Duration) {
        graceEnds = graceEnds.map { $0 + duration }
    }
}
