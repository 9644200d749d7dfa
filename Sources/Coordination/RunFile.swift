internal import Jobs

/// What the coordinator keeps at hand about one run; its submission and records are in the store.
struct RunFile {
    let kind: RunSubmission.Kind
    let experiment: String
    /// Whom it belongs to; nil for a run of an earlier release, which is the operator's.
    let owner: String?
    /// Of the submission's bytes.
    let digest: ContentHash
    var state = RunState.active
    var numerics: String?
    /// Whether the numerics are yet to be stored: until then no job goes out.
    var isAdopting = false
    var counts: RunCounts
    /// The last thing worth saying, for those who come later.
    var notice = ""
    /// Records in the store, or on their way in this turn.
    var records = 0
    /// How they ended, and how fast they come.
    var endings = RunEndings()
    var pace = Pace()
    /// Who watches.
    var watchers: [SessionID: Watcher] = [:]

    /// How far a watcher has come.
    struct Watcher {
        /// The number of the record that it gets next.
        var next: Int
        /// Whether it was sent the run itself.
        var isDescribed = false
        /// What it is yet to be told; an empty one stands for where the run stands.
        var notices: [String]
    }

    /// Notices that wait for a watcher that does not read; of more, the last are kept.
    private static let noticeLimit = 8

    /// Has the watchers told where the run stands, as soon as they can take it in.
    mutating func tellWatchers(_ notice: String) {
        for session in Array(watchers.keys) {
            watchers[session]?.notices.removeAll { $0.isEmpty || $0 == notice }
            watchers[session]?.notices.append(notice)
            let surplus = (watchers[session]?.notices.count ?? 0) - Self.noticeLimit
            if surplus > 0 { watchers[session]?.notices.removeFirst(surplus) }
        }
    }

    mutating func end(_ state: RunState, numerics: String) {
        self.state = state
        self.numerics = numerics
        counts.running = 0
        counts.mayGrow = false
    }
}
