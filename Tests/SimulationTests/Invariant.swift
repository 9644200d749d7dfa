/// What must hold whatever goes wrong, as `Coordination` promises it.
enum Invariant: Int, CaseIterable {
    /// A job never has two different committed results.
    case oneResult = 1
    /// What is acknowledged is in the store: results, runs, uploads, cancellations.
    case acknowledgedIsStored
    /// What is committed stays as it is.
    case committedStays
    /// A session has at most as many attempts as it has slots, and what it may fetch ahead.
    case slotsBound
    /// The numbers of a job's attempts grow; none is given twice.
    case numbersGrow
    /// No job is given to a session that is over.
    case nothingToTheDead
    /// A run that has ended has a record of each of its jobs.
    case allJobsEnd
    /// The report has the bytes that it has where nothing goes wrong.
    case sameReport
    /// No job is charged for what the fleet or the network did.
    case noWrongCharge
    /// Memory is bounded by jobs, workers and clients.
    case boundedMemory
    /// Once nothing goes wrong any more, all ends in time.
    case endsInTime
    /// A coordinator that starts again comes to what the former one had.
    case replayIsLive

    /// The one that a sentence of the scheduler's own check is about.
    init(of sentence: String) {
        if sentence.contains("session that is over") || sentence.contains("does not know") {
            self = .nothingToTheDead
        } else if sentence.contains("runs an attempt") {
            self = .numbersGrow
        } else if sentence.contains("slots") || sentence.contains("room") {
            self = .slotsBound
        } else {
            self = .allJobsEnd
        }
    }
}

struct Violation: CustomStringConvertible {
    var invariant: Invariant
    var sentence: String

    var description: String { "(\(invariant.rawValue)) \(invariant): \(sentence)" }
}
