import Jobs
import Randomness
import Scheduling

/// A whole cluster in one value: a coordinator's shell around the real scheduler, its store, the
/// network and the workers. All of it follows from a seed.
struct SimulatedCluster {
    enum Line {
        case event(Event)
        case effect(Effect)
        case fault(Fault)
    }

    let workload: Workload
    let plan: FaultPlan
    var random: RandomStream
    var agenda = Agenda()
    var now = Instant(nanoseconds: 0)
    var workers: [SimulatedWorker] = []

    var scheduler: Scheduler
    let settings: SchedulerSettings
    var store = SimulatedStore()
    /// Grows with each start of the coordinator; what was under way before does not count.
    var starts = 0
    var isUp = false
    var tickAt: Instant?
    var wakesAt = Instant(nanoseconds: 0)
    /// The store writes in order.
    var lastWrite = Instant(nanoseconds: 0)
    var storeIsSlowUntil = Instant(nanoseconds: 0)
    var submitted: [Workload.Run] = []

    var frozenUntil: [Instant]
    var outboundCutUntil: [Instant]
    var inboundCutUntil: [Instant]
    /// Compute processes of each job that were killed from outside.
    var deaths: [JobID: Int] = [:]
    /// What each job was given with its first attempt, and what becomes of it.
    var given: [JobID: (outcomes: [ReadOutcome], fate: Workload.Fate, duration: Duration)] = [:]
    /// How often the coordinator started again while some of a plan's jobs were stored.
    var restartsInPlans = 0
    /// The highest attempt number that each job was assigned with.
    var highest: [JobID: Int] = [:]
    /// What happened that must not happen.
    var violations: [String] = []
    /// What the scheduler was told and what it answered.
    var log: [(at: Instant, line: Line)] = []

    init(
        seed: UInt64, workload: Workload, plan: FaultPlan, hosts: [(slots: Int, slowness: Int)],
        settings: SchedulerSettings
    ) {
        self.workload = workload
        self.plan = plan
        self.settings = settings
        random = RandomStream(RandomKey(key: seed, stream: 3))
        scheduler = Scheduler(settings: settings)
        let zero = [Instant](repeating: now, count: hosts.count)
        (frozenUntil, outboundCutUntil, inboundCutUntil) = (zero, zero, zero)
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
        for run in workload.runs { agenda.add(.submission(run), at: now + run.submitted) }
        for (at, fault) in plan.faults { agenda.add(.fault(fault), at: now + at) }
    }

    /// Plays until all runs have ended, something is wrong, or `limit` has passed.
    mutating func play(limit: Duration) {
        let start = now
        while violations.isEmpty, store.ends.count < workload.runs.count {
            guard let (at, item) = agenda.next(), at - start < limit else {
                violations.append("not all runs have ended after \(limit)")
                return
            }
            now = at
            if let later = postponement(of: item) {
                agenda.add(item, at: later)
            } else {
                happen(item)
            }
        }
    }

    /// A frozen worker and a stalled coordinator take everything in later.
    private func postponement(of item: Agenda.Item) -> Instant? {
        switch item {
        case .order(_, let index, _), .second(let index, _), .attemptEnds(let index, _, _):
            return frozenUntil[index] > now ? frozenUntil[index] : nil
        case .message, .tick, .written, .recorded, .submission:
            return wakesAt > now ? wakesAt : nil
        default:
            return nil
        }
    }

    private mutating func happen(_ item: Agenda.Item) {
        switch item {
        case .message(let message, let index, let session): receive(message, index, session)
        case .order(let order, let index, let session):
            guard workers[index].isUp, workers[index].session == session else { return }
            workers[index].obey(order, at: now)
            carryOut(index)
        case .second(let index, let incarnation):
            guard workers[index].isUp, workers[index].incarnation == incarnation else { return }
            workers[index].passSecond(at: now)
            carryOut(index)
            agenda.add(item, at: now + .seconds(1))
        case .attemptEnds(let index, let incarnation, let attempt):
            guard workers[index].incarnation == incarnation else { return }
            workers[index].finish(attempt, at: now)
            carryOut(index)
        case .workerStarts(let index): start(index)
        case .fault(let fault): strike(fault)
        default: happenAtCoordinator(item)
        }
    }

    mutating func start(_ index: Int) {
        guard !workers[index].isUp else { return }
        workers[index].start(at: now)
        agenda.add(
            .second(index, incarnation: workers[index].incarnation), at: now + .seconds(1))
        carryOut(index)
    }

    /// Sends what a worker has to say and lets its new attempts run.
    mutating func carryOut(_ index: Int) {
        let session = workers[index].session
        let (messages, started) = workers[index].collect()
        for message in messages {
            guard now >= outboundCutUntil[index] else { continue }
            transmit(.message(message, from: index, session))
        }
        let incarnation = workers[index].incarnation
        for (attempt, duration) in started {
            agenda.add(
                .attemptEnds(index, incarnation: incarnation, attempt), at: now + duration)
        }
    }

    /// The network: it loses, doubles and delays, and what is delayed is overtaken.
    mutating func transmit(_ item: Agenda.Item) {
        let isFaulty = now < Instant(nanoseconds: 0) + plan.end
        if isFaulty, random.uniform() < plan.drop { return }
        let copies = isFaulty && random.uniform() < plan.duplicate ? 2 : 1
        for _ in 0..<copies {
            var milliseconds = 1 + Int64(random.integer(below: 10))
            if isFaulty, random.uniform() < plan.delay {
                milliseconds += Int64(random.integer(below: 8000))
            }
            agenda.add(item, at: now + .milliseconds(milliseconds))
        }
    }
}
