import Jobs
import Randomness
import Scheduling

/// One simulation: a workload, some workers, and a list of what goes wrong.
struct Scenario {
    enum Mode: String {
        /// Faults end; then all must end in time.
        case liveness
        /// Faults never end; nothing forbidden may happen.
        case safety
        /// As the first, and a client cancels its run.
        case cancelled
    }

    /// Simulations that share a workload, of which the reference is played once.
    static let perWorkload: UInt64 = 8

    let seed: UInt64
    let mode: Mode
    let reference: Reference
    let hosts: [(slots: Int, slowness: Int)]
    let idle: Duration
    var plan: FaultPlan

    init(seed: UInt64, _ reference: Reference) {
        self.seed = seed
        self.reference = reference
        mode =
            switch seed % Self.perWorkload {
            case 5, 6: .safety
            case 7: .cancelled
            default: .liveness
            }
        var random = RandomStream(RandomKey(key: seed, stream: 4))
        hosts = (0..<Int(1 + random.integer(below: 5))).map { _ in
            (slots: Int(1 + random.integer(below: 3)), slowness: Int(1 + random.integer(below: 3)))
        }
        idle = random.integer(below: 16) == 0 ? .milliseconds(100) : .seconds(1)
        plan = FaultPlan.drawn(
            seed: seed, workers: hosts.count, cancels: mode == .cancelled,
            count: mode == .safety ? 40 : 14)
    }

    init(seed: UInt64) { self.init(seed: seed, Reference(Workload(seed: seed / Self.perWorkload))) }

    func play(keepsLog: Bool = false) -> SimulatedCluster {
        var settings = SchedulerSettings()
        settings.keepsStories = keepsLog
        let cluster = SimulatedCluster(
            seed: seed, workload: reference.workload, plan: plan, hosts: hosts, settings: settings,
            idle: idle)
        cluster.keepsLog = keepsLog
        for violation in reference.violations {
            cluster.blame(violation.invariant, "without a fault: \(violation.sentence)")
        }
        cluster.play(limit: limit, mustEnd: mode != .safety)
        cluster.compare(with: reference, isCancelled: mode == .cancelled)
        return cluster
    }

    /// After the last fault a batch that is under way ends, three leases run out, a host has its
    /// longest rest, what the absent hold waits for them, clients ask again, and one slow worker
    /// does all of the work.
    private var limit: Duration {
        if mode == .safety { return plan.end }
        let stuck = reference.given.values.count { $0.fate == .stands } * 2
        let deadly = reference.given.values.count { $0.fate == .killsWorker } * 9
        return plan.end + .seconds(25 + 45 + 60 + 20 + 20) + reference.work * 3
            + .seconds(65 * stuck + 30 * deadly)
    }

    /// The same with as few faults as still break an invariant.
    func shrunk() -> Scenario {
        func fails(_ plan: FaultPlan) -> Bool {
            var scenario = self
            scenario.plan = plan
            return !scenario.play().audit.violations.isEmpty
        }
        var best = self
        for keyPath in [\FaultPlan.drop, \.duplicate, \.delay] {
            var plan = best.plan
            plan[keyPath: keyPath] = 0
            if fails(plan) { best.plan = plan }
        }
        var size = max(1, best.plan.faults.count / 2)
        while true {
            var start = 0
            var hasShrunk = false
            while start < best.plan.faults.count {
                var plan = best.plan
                plan.faults.removeSubrange(start..<min(start + size, plan.faults.count))
                if fails(plan) { (best.plan, hasShrunk) = (plan, true) } else { start += size }
            }
            if size == 1, !hasShrunk { return best }
            if !hasShrunk { size = max(1, size / 2) }
        }
    }
}
