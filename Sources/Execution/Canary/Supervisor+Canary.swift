internal import Foundation
internal import Jobs
internal import ZeroMQ

/// The reference job before the first greeting.
extension Supervisor {
    /// How often the reference job may end without an answer before this host is given up.
    private static let trials = 3

    /// Has the first slot do the reference job and keeps its digests; waits where this host cannot
    /// start a process now. Returns how the worker ends where it is stopped or cannot prove itself.
    func prove() throws -> WorkerEnd? {
        var deaths = 0
        var said = ""
        while true {
            do {
                if !slots[0].isAlive { try start(slots[0]) }
                try slots[0].askForProof()
            } catch {
                let words = "the host \(error)"
                if words != said { settings.say(words) }
                said = words
                if try isStopped(within: .seconds(1)) { return .preempted("stopped") }
                continue
            }
            guard let report = try answer() else { return .preempted("stopped") }
            if case .proved(let digests) = report {
                canary = digests
                return nil
            }
            guard case .died(let failure) = report else { continue }
            deaths += 1
            settings.say("the reference job: \(failure.message)")
            if deaths == Self.trials {
                return .unreachable(
                    "this host cannot do the reference job, which every worker does before it "
                        + "joins: \(failure.message)")
            }
        }
    }

    /// The first slot's proof or death; nil where the worker is stopped.
    private func answer() throws -> ComputeSlot.Report? {
        while true {
            for report in slots[0].reports() {
                switch report {
                case .proved, .died: return report
                case .progressed, .finished: continue
                }
            }
            if try isStopped(within: .seconds(1), orReady: slots[0]) { return nil }
        }
    }

    /// Waits, and tells whether the worker is to stop.
    private func isStopped(
        within time: Duration, orReady slot: ComputeSlot? = nil
    ) throws -> Bool {
        var poll = Poll()
        let stopIndex = poll.add(descriptor: stop.descriptor, for: .readable)
        if let slot {
            poll.add(descriptor: slot.replies, for: .readable)
            if slot.words >= 0 { poll.add(descriptor: slot.words, for: .readable) }
            if slot.hasUnsent { poll.add(descriptor: slot.requests, for: .writable) }
        }
        try poll.wait(time)
        guard poll.ready(stopIndex).contains(.readable) else { return false }
        stop.drain()
        return true
    }
}
