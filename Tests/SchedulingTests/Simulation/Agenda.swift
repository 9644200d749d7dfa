import Jobs
import Scheduling

/// What will happen in a simulation, in order of time and then of entry.
struct Agenda {
    enum Item {
        case message(SimulatedWorker.Message, from: Int, SessionID)
        case order(SimulatedWorker.Order, to: Int, SessionID)
        case second(Int, incarnation: Int)
        case attemptEnds(Int, incarnation: Int, AttemptID)
        case workerStarts(Int)
        case submission(Workload.Run)
        case tick(start: Int)
        case written(start: Int, RunID, SimulatedStore.Entry)
        case recorded(start: Int, JobID)
        case coordinatorStarts
        case coordinatorWakes(start: Int, Duration)
        case fault(Fault)
    }

    private var entries: [(at: Instant, number: Int, item: Item)] = []
    private var count = 0

    mutating func add(_ item: Item, at time: Instant) {
        count += 1
        // Latest first, so that the next one is taken from the end.
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].at > time { low = middle + 1 } else { high = middle }
        }
        entries.insert((time, count, item), at: low)
    }

    mutating func next() -> (at: Instant, item: Item)? {
        entries.popLast().map { ($0.at, $0.item) }
    }
}
