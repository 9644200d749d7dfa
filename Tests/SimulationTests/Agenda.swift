import Foundation
import Jobs
import Scheduling

/// What will happen in a simulation, in order of time and then of entry.
struct Agenda {
    enum Item {
        /// A frame comes to the coordinator's host, on this connection.
        case arrival(Data, on: Int)
        /// A frame comes to the peer at the connection's other end.
        case delivery(Word, on: Int)
        /// A worker looks at its clock.
        case workerTurns(Int, incarnation: Int)
        case attemptEnds(Int, incarnation: Int, AttemptID)
        case workerStarts(Int)
        /// A client looks at its clock.
        case clientTurns(Int)
        case clientStarts(Int)
        /// A peer without a connection tries to get one.
        case connects(Peer)
        /// The coordinator has waited long enough.
        case turn(start: Int)
        /// The disk has the batch.
        case written(start: Int)
        /// The store can be read again.
        case storeHeals
        case coordinatorStarts
        case coordinatorWakes(start: Int)
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
