internal import Jobs

/// One session of a worker, from its greeting until it leaves or is lost.
struct ConnectedWorker: Hashable {
    let offer: WorkerOffer
    /// Counts the sessions in the order in which they joined.
    let number: Int
    /// The interval that it was told to beat at.
    var beat: Duration
    var heard: Instant
    /// In the order in which they were assigned or adopted.
    var attempts: [AttemptID] = []
    /// The one of them that must have the worker for itself.
    var solitary: AttemptID?
    /// It gave an attempt back because it is about to end: it gets no more.
    var isLeaving = false

    var slots: Int { max(0, offer.slots) }
    var hasRoom: Bool { attempts.count < slots }

    /// Tells whether the worker could run jobs of `program` with `numerics`; nil: with any.
    func offers(_ program: Program, numerics: String?) -> Bool {
        guard slots > 0, !isLeaving, offer.programs.contains(program) else { return false }
        guard let numerics else { return !offer.numerics.isEmpty }
        return offer.numerics.contains(numerics)
    }
}
