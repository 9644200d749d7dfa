import Coordination
import Foundation
import Jobs
import Randomness
import Scheduling

/// The coordinator's starts, turns and ends.
extension SimulatedCluster {
    func startCoordinator() {
        guard station == nil else { return }
        do {
            station = try made()
            note("COORDINATOR STARTS")
            turn(after: idle)
        } catch {
            // Who started it starts it again.
            note("the coordinator does not start: \(error)")
            agenda.add(.coordinatorStarts, at: now + .seconds(1))
        }
    }

    private func made() throws -> Station {
        starts += 1
        let wire = SimulatedWire { [unowned self] frame, number in send(frame, on: number) }
        let writer = SimulatedWriter(store) { [unowned self] batch, broken in
            check(batch, broken)
        }
        setTrouble(of: writer)
        let loop = try loop(on: wire, store, writer)
        return Station(number: starts, loop: loop, wire: wire, writer: writer)
    }

    /// The real loop, with the runs that the store has.
    func loop(
        on wire: SimulatedWire, _ store: SimulatedStore, _ writer: SimulatedWriter
    ) throws -> CoordinatorLoop {
        let born = now
        let loop = try CoordinatorLoop(
            .init(
                socket: wire, store: store, writer: writer,
                clock: { [unowned self] in
                    Instant(nanoseconds: now.nanoseconds - born.nanoseconds)
                },
                draw: { [unowned self] in random.nextWord() }),
            access: Access(authenticator: nil, token: Self.token), settings: settings,
            blobs: BlobStore(store: store), logger: Self.logger)
        try loop.takeUpRuns()
        return loop
    }

    func turn(after timeout: Duration) {
        guard let station else { return }
        do {
            try station.loop.turn(after: timeout)
        } catch {
            return crashCoordinator(downFor: .seconds(1), because: "\(error)")
        }
        audit.turns += 1
        // What is wrong with its tables stays wrong for more than a few turns.
        if keepsLog || audit.turns % 4 == 0 {
            for sentence in station.loop.scheduler.checkInvariants() {
                blame(Invariant(of: sentence), sentence)
            }
        }
        scheduleWriting()
        // Where it would look at its clock ten times a second, once is as good in most simulations.
        let wait = station.loop.timeout
        let next = now + (wait < .milliseconds(100) ? max(wait, .milliseconds(5)) : idle)
        self.station?.turnAt = next
        agenda.add(.turn(start: station.number), at: next)
    }

    private func scheduleWriting() {
        guard let station, station.writer.batch != nil, !station.writer.isScheduled else { return }
        station.writer.isScheduled = true
        let slow = now < storeIsSlowUntil ? 25_000 : 20
        let wait = Duration.milliseconds(1 + Int64(random.integer(below: UInt64(slow))))
        agenda.add(.written(start: station.number), at: now + wait)
    }

    private func setTrouble(of writer: SimulatedWriter) {
        writer.trouble = now < storeIsFullUntil ? "no space left on device" : nil
    }

    func finishWriting() {
        guard let station else { return }
        setTrouble(of: station.writer)
        station.writer.finish()
    }

    func crashCoordinator(downFor duration: Duration, because reason: String = "SIGKILL") {
        guard let station else { return }
        note("COORDINATOR ENDS: \(reason)")
        checkReplay()
        // Its last batch is on the disk or not, and nobody has heard of that.
        if random.integer(below: 2) == 0 { finishWriting() }
        self.station = nil
        _ = station
        for index in workers.indices { disconnect(.worker(index)) }
        for index in clients.indices { disconnect(.client(index)) }
        agenda.add(.coordinatorStarts, at: now + duration)
    }

    /// The end of the simulation.
    func close() {
        if audit.violations.isEmpty { checkReplay() }
        audit.restarts = starts - 1
    }
}
