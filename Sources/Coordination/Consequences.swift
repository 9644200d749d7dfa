internal import Jobs

/// What follows once a batch of changes is durable, in order.
struct Consequences {
    /// What the scheduler is told.
    var recorded: [JobID] = []
    /// The runs that have their numerics.
    var adopted: [RunID] = []
    var ends: [(run: RunID, state: RunState, numerics: String)] = []
    /// What goes out.
    var messages: [(session: SessionID, envelope: Envelope)] = []

    var isEmpty: Bool {
        recorded.isEmpty && adopted.isEmpty && ends.isEmpty && messages.isEmpty
    }

    func followed(by other: Consequences) -> Consequences {
        Consequences(
            recorded: recorded + other.recorded, adopted: adopted + other.adopted,
            ends: ends + other.ends,
            messages: messages + other.messages)
    }
}
