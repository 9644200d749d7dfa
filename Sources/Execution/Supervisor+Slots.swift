internal import Foundation
internal import Jobs
internal import ZeroMQ

extension Supervisor {
    /// When a process that could not be started is tried again.
    struct Restart {
        static let longestWait = Duration.seconds(30)

        var due: Duration
        var wait: Duration
    }

    /// Starts a slot's process, or sees to it later.
    func warm(_ slot: ComputeSlot) {
        do {
            try start(slot)
        } catch {
            settings.say("slot \(slot.number): the host \(error)")
        }
    }

    /// Tries again what was due.
    func restartSlots() {
        for slot in slots where restarts[slot.number].map({ $0.due <= now }) == true {
            try? start(slot)
        }
    }

    func start(_ slot: ComputeSlot) throws(HostTrouble) {
        do throws(HostTrouble) {
            try slot.start()
            restarts[slot.number] = nil
        } catch {
            let wait = restarts[slot.number]?.wait ?? .milliseconds(500)
            restarts[slot.number] = Restart(
                due: now + wait, wait: min(wait * 2, Restart.longestWait))
            throw error
        }
    }

    /// Hands an attempt to a slot's process; where the host cannot do that, the attempt fails by
    /// the host and not by itself.
    func begin(_ assignment: Assignment, on slot: ComputeSlot) -> [WorkerAgent.Effect] {
        let vanished = cache.vanished(assignment.blobs)
        guard vanished.isEmpty else {
            return agent.handle(.vanished(slot: slot.number, vanished), at: now)
        }
        let paths = assignment.blobs.map { ($0.text, cache.path($0)) }
        do {
            if !slot.isAlive { try start(slot) }
            spool?.note(slot: slot.number, runs: assignment.attempt)
            try slot.send(
                ComputeRequest(
                    assignment: assignment, blobs: Dictionary(paths) { first, _ in first }))
            return []
        } catch {
            spool?.note(slot: slot.number, runs: nil)
            let failure =
                (error as? HostTrouble)?.failure
                ?? Failure(.refused, "the job cannot be handed to its process: \(error)")
            return agent.handle(.died(slot: slot.number, failure), at: now)
        }
    }

    /// Gives the work back, and waits a moment for the coordinator's answer: without it, the
    /// goodbye may still be on its way when this process ends.
    func leave() throws {
        let wasWelcome = agent.isWelcome
        try perform(agent.handle(.leaving(reason: "stopped"), at: now))
        spool?.beginClosing()
        guard wasWelcome else { return }
        let deadline = now + .milliseconds(700)
        while now < deadline {
            var poll = Poll()
            poll.add(socket, for: .readable)
            poll.add(monitor.socket, for: .readable)
            try poll.wait(max(.zero, deadline - now))
            while let event = try monitor.next() { if event == .disconnected { return } }
            while let message = try socket.receive() {
                guard let envelope = message.frame.flatMap({ try? Envelope(frame: $0) }),
                    envelope.session == session
                else { continue }
                if envelope.kind == ToWorker.Dismiss.kind { return }
                guard let message = try? ToWorker.Acknowledge(envelope) else { continue }
                spool?.forget(message.attempt)
            }
        }
    }
}
