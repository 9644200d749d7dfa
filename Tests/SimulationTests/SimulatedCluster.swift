import Coordination
import Foundation
import Jobs
import Logging
import Randomness
import Scheduling
import ZeroMQ

/// A whole cluster in one process: the real coordinator's loop and the real workers' agents on a
/// simulated network, simulated disks and a simulated clock. All of it follows from a seed.
final class SimulatedCluster {
    /// One start of the coordinator.
    struct Station {
        let number: Int
        let loop: CoordinatorLoop
        let wire: SimulatedWire
        let writer: SimulatedWriter
        var turnAt: Instant?
        var stalledUntil = Instant(nanoseconds: 0)
    }

    static let token: Seal = {
        guard let seal = Seal(secret: Data(repeating: 9, count: Seal.secretSize)) else {
            fatalError("a secret of the right size makes a seal")
        }
        return seal
    }()
    static let logger = Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }

    let workload: Workload
    let plan: FaultPlan
    let settings: SchedulerSettings
    /// How long the coordinator waits where nothing happens.
    let idle: Duration
    var random: RandomStream
    var agenda = Agenda()
    var now = Instant(nanoseconds: 0)
    var workers: [SimulatedWorker] = []
    var clients: [SimulatedClient] = []
    var network = Network()

    let store = SimulatedStore()
    var station: Station?
    /// Grows with each start of the coordinator; what was under way before does not count.
    var starts = 0
    var storeIsSlowUntil = Instant(nanoseconds: 0)
    var storeIsFullUntil = Instant(nanoseconds: 0)
    var storeIsBrokenUntil = Instant(nanoseconds: 0)
    var frozenUntil: [Instant]

    var audit: Audit
    /// What went wrong, and what was said, where it is kept for those who look into it.
    var log: [String] = []
    var keepsLog = false

    init(
        seed: UInt64, workload: Workload, plan: FaultPlan, hosts: [(slots: Int, slowness: Int)],
        settings: SchedulerSettings = SchedulerSettings(), idle: Duration = .seconds(1)
    ) {
        self.workload = workload
        self.plan = plan
        self.settings = settings
        self.idle = idle
        random = RandomStream(RandomKey(key: seed, stream: 3))
        audit = Audit(workload: workload)
        frozenUntil = [Instant](repeating: now, count: hosts.count)
        for (index, host) in hosts.enumerated() {
            // The second worker has the first one's name and host.
            let name = "w\(index == 1 ? 0 : index)"
            workers.append(
                SimulatedWorker(
                    index: index, name: name, host: "host-\(name)", slots: host.slots,
                    slowness: host.slowness, workload: workload))
            agenda.add(.workerStarts(index), at: now + .milliseconds(Int64(index) * 300))
        }
        agenda.add(.coordinatorStarts, at: now)
        for (index, run) in workload.runs.enumerated() {
            clients.append(SimulatedClient(index: index, run: run, token: Self.token))
            agenda.add(.clientStarts(index), at: now + run.submitted)
        }
        for (at, fault) in plan.faults { agenda.add(.fault(fault), at: now + at) }
    }

    var isOver: Bool { clients.allSatisfy { $0.stage == .ended } }

    /// Plays until all runs have ended, something is wrong, or `limit` has passed; unless all
    /// `mustEnd`, the end of the time is as good.
    func play(limit: Duration, mustEnd: Bool = true) {
        let end = now + limit
        while audit.violations.isEmpty, !isOver {
            guard let (at, item) = agenda.next(), at < end else {
                if mustEnd { blame(.endsInTime, "not all runs have ended after \(limit)") }
                break
            }
            now = at
            if let later = postponement(of: item) {
                agenda.add(item, at: later)
            } else {
                happen(item)
            }
        }
        close()
    }

    func blame(_ invariant: Invariant, _ sentence: String) {
        audit.blame(invariant, "\(sentence), at \(Double(now.nanoseconds) / 1e9) s")
    }

    func note(_ line: @autoclosure () -> String) {
        if keepsLog { log.append("\(Double(now.nanoseconds) / 1e9) \(line())") }
    }

    /// A frozen worker and a stalled coordinator take everything in later.
    private func postponement(of item: Agenda.Item) -> Instant? {
        switch item {
        case .delivery(_, let number):
            guard case .worker(let index) = network.connections[number].peer else { return nil }
            return frozenUntil[index] > now ? frozenUntil[index] : nil
        case .workerTurns(let index, _), .attemptEnds(let index, _, _):
            return frozenUntil[index] > now ? frozenUntil[index] : nil
        case .written, .turn:
            guard let station, station.stalledUntil > now else { return nil }
            return station.stalledUntil + .milliseconds(1)
        default: return nil
        }
    }

    private func happen(_ item: Agenda.Item) {
        switch item {
        case .arrival(let frame, let number): arrive(frame, on: number)
        case .delivery(let word, let number): deliver(word, on: number)
        case .workerTurns(let index, let start)
        where start == workers[index].incarnation && workers[index].isUp:
            workers[index].turn(at: now)
            carryOut(index)
            scheduleTurn(of: index)
        case .attemptEnds(let index, let start, let attempt)
        where start == workers[index].incarnation:
            finish(attempt, at: index)
        case .workerStarts(let index) where !workers[index].isUp:
            workers[index].start(at: now)
            connect(.worker(index))
            scheduleTurn(of: index)
        case .clientStarts(let index) where !clients[index].isUp:
            clients[index].start(at: now)
            connect(.client(index))
            carryOut(client: index)
            agenda.add(.clientTurns(index), at: now + .seconds(1))
        case .clientTurns(let index) where clients[index].isUp: turn(client: index)
        case .connects(let peer): connect(peer)
        case .turn(let start) where start == station?.number && station?.turnAt == now:
            turn(after: idle)
        case .written(let start) where start == station?.number:
            finishWriting()
            turn(after: idle)
        case .storeHeals: store.setBroken(now < storeIsBrokenUntil)
        case .coordinatorStarts: startCoordinator()
        case .coordinatorWakes(let start) where start == station?.number: turn(after: idle)
        case .fault(let fault): strike(fault)
        default: break
        }
    }

    private func scheduleTurn(of index: Int) {
        guard workers[index].isUp else { return }
        agenda.add(
            .workerTurns(index, incarnation: workers[index].incarnation),
            at: workers[index].nextTurn(after: now))
    }

    private func finish(_ attempt: AttemptID, at index: Int) {
        guard workers[index].isUp else { return }
        guard workers[index].finish(attempt, at: now) else {
            return crash(index, downFor: .seconds(1))
        }
        carryOut(index)
        if workers[index].leavesWithResult { leave(index, downFor: .seconds(1)) }
    }

    private func turn(client index: Int) {
        clients[index].turn(at: now)
        if clients[index].wantsConnection { connect(.client(index)) }
        carryOut(client: index)
        if clients[index].stage != .ended {
            agenda.add(.clientTurns(index), at: now + .seconds(1))
        }
    }
}
