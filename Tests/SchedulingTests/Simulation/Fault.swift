import Jobs
import Randomness
import Scheduling

/// One thing that goes wrong in a simulation.
enum Fault: Hashable {
    case workerCrash(Int, downFor: Duration)
    case workerFreeze(Int, Duration)
    case workerLeaves(Int, downFor: Duration)
    /// Messages from it, to it, or both are lost.
    case cut(Int, outbound: Bool, inbound: Bool, Duration)
    /// The coordinator is cut off from all.
    case cutAll(Duration)
    /// All workers start anew at once, as after a power cut.
    case workersRestart
    /// The worker's disk is full: nothing starts there.
    case hostTrouble(Int, Duration)
    /// A compute process of this worker dies.
    case computeDeath(Int)
    case coordinatorCrash(downFor: Duration)
    case coordinatorStall(Duration)
    case slowStore(Duration)
    /// The store's disk is full.
    case fullStore(Duration)
    case cancel(RunID, drain: Bool)
}

/// All that goes wrong in one simulation, drawn from its seed.
struct FaultPlan {
    /// No fault begins or lasts beyond this time.
    var end = Duration.zero
    var faults: [(at: Duration, fault: Fault)] = []
    /// Probabilities per message.
    var drop = 0.0
    var duplicate = 0.0
    var delay = 0.0

    static let none = FaultPlan()

    static func drawn(seed: UInt64, workers: Int, cancels: Bool) -> FaultPlan {
        var random = RandomStream(RandomKey(key: seed, stream: 2))
        var plan = FaultPlan()
        plan.end = .seconds(10 + Int64(random.integer(below: 60)))
        (plan.drop, plan.duplicate) = (random.uniform() * 0.1, random.uniform() * 0.1)
        plan.delay = random.uniform() * 0.1
        for _ in 0..<random.integer(below: 14) {
            let at = plan.end * random.uniform()
            plan.faults.append((at, draw(workers, plan.end - at, &random)))
        }
        if cancels {
            let run = RunID(random.integer(below: 2) == 0 ? "search" : "check")
            let drain = random.integer(below: 2) == 0
            plan.faults.append((plan.end * random.uniform(), .cancel(run, drain: drain)))
        }
        return plan
    }

    private static func draw(
        _ workers: Int, _ rest: Duration, _ random: inout RandomStream
    ) -> Fault {
        let worker = Int(random.integer(below: UInt64(workers)))
        let span = rest * random.uniform()
        switch random.integer(below: 14) {
        case 0: return .workerCrash(worker, downFor: span)
        case 1: return .workerFreeze(worker, span)
        case 2: return .workerLeaves(worker, downFor: span)
        case 3: return .cut(worker, outbound: true, inbound: false, span)
        case 4: return .cut(worker, outbound: false, inbound: true, span)
        case 5: return .cut(worker, outbound: true, inbound: true, span)
        case 6: return .coordinatorCrash(downFor: min(span, .seconds(20)))
        case 7: return .coordinatorStall(span)
        case 8: return .slowStore(span)
        case 9: return .cutAll(span)
        case 10: return .workersRestart
        case 11: return .hostTrouble(worker, span)
        case 12: return .fullStore(span)
        default: return .computeDeath(worker)
        }
    }
}
