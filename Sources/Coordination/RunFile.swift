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
    var kernelKind: String?
    /// Whether the kernel kind is yet to be stored: until then no job goes out.
    var isAdopting = false
    var counts: RunCounts
    /// The last thing worth saying, for those who come later.
    var notice = ""
    /// Records in the store, or on their way in this turn.
    var records = 0
    /// Who watches, and the number of the record that each gets next.
    var watchers: [SessionID: Int] = [:]

    mutating func end(_ state: RunState, kernelKind: String) {
        self.state = state
        self.kernelKind = kernelKind
        counts.running = 0
        counts.mayGrow = false
    }
}
