import Jobs
import Randomness
import Scheduling

/// One thing that goes wrong in a simulation.
enum Fault: Hashable {
    case workerCrash(Int, downFor: Duration)
    /// Its host loses power: what it had on disk is gone too.
    case workerBurns(Int, downFor: Duration)
    case workerFreeze(Int, Duration)
    case workerLeaves(Int, downFor: Duration)
    /// It is told to go at the moment in which it hands in a result.
    case workerLeavesWithResult(Int)
    /// All workers start anew at once, as after a power cut.
    case workersRestart
    /// Its connection breaks.
    case disconnect(Peer)
    /// Nothing comes from it, to it, or both: it is lost, or comes once the cut is over.
    case cut(Peer, outbound: Bool, inbound: Bool, loses: Bool, Duration)
    /// The coordinator is cut off from all.
    case cutAll(loses: Bool, Duration)
    /// It reads so slowly that its queue at the coordinator takes no more.
    case fullQueue(Peer, Duration)
    /// The worker's disk is full: nothing starts there.
    case hostTrouble(Int, Duration)
    /// What it fetches arrives damaged.
    case damage(Int, Duration)
    /// A compute process of this worker dies.
    case computeDeath(Int)
    case coordinatorCrash(downFor: Duration)
    case coordinatorStall(Duration)
    case slowStore(Duration)
    /// The store's disk is full, or fails.
    case fullStore(Duration)
    /// The store cannot be read.
    case brokenStore(Duration)
    case clientDies(Int, downFor: Duration)
    /// Workers without number join at once and are never heard of again.
    case storm(Int)
    /// Frames of somebody who means harm.
    case hostile(Int)
    /// A worker of another version greets.
    case stranger
    case cancel(Int, drain: Bool)

    /// `workerCrash`
    var name: String { String("\(self)".prefix { $0 != "(" }) }
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

    static func drawn(
        seed: UInt64, workers: Int, cancels: Bool, count: UInt64 = 14
    ) -> FaultPlan {
        var random = RandomStream(RandomKey(key: seed, stream: 2))
        var plan = FaultPlan()
        plan.end = .seconds(8 + Int64(random.integer(below: 34)))
        if random.integer(below: 2) == 0 {
            (plan.drop, plan.duplicate) = (random.uniform() * 0.1, random.uniform() * 0.1)
            plan.delay = random.uniform() * 0.1
        }
        for _ in 0..<random.integer(below: count) {
            let at = plan.end * random.uniform()
            plan.faults.append((at, draw(workers, plan.end - at, &random)))
        }
        if cancels {
            let run = Int(random.integer(below: 2))
            let drain = random.integer(below: 2) == 0
            plan.faults.append((plan.end * random.uniform(), .cancel(run, drain: drain)))
        }
        return plan
    }

    private static func draw(
        _ workers: Int, _ rest: Duration, _ random: inout RandomStream
    ) -> Fault {
        let worker = Int(random.integer(below: UInt64(workers)))
        let client = Int(random.integer(below: 2))
        let span = rest * random.uniform()
        let isEven = random.integer(below: 2) == 0
        let peer = random.integer(below: 4) == 0 ? Peer.client(client) : .worker(worker)
        switch random.integer(below: 26) {
        case 0, 1: return .workerCrash(worker, downFor: span)
        case 2: return .workerFreeze(worker, span)
        case 3: return .workerLeaves(worker, downFor: span)
        case 4: return .workerLeavesWithResult(worker)
        case 5: return .cut(peer, outbound: true, inbound: false, loses: isEven, span)
        case 6: return .cut(peer, outbound: false, inbound: true, loses: isEven, span)
        case 7: return .cut(peer, outbound: true, inbound: true, loses: isEven, span)
        case 8, 9, 10: return .coordinatorCrash(downFor: min(span, .seconds(20)))
        case 11: return .coordinatorStall(span)
        case 12: return .slowStore(span)
        case 13: return .cutAll(loses: isEven, span)
        case 14: return .workersRestart
        case 15: return .hostTrouble(worker, span)
        case 16: return .fullStore(span)
        case 17: return .brokenStore(min(span, .seconds(5)))
        case 18: return .clientDies(client, downFor: span)
        case 19: return .disconnect(peer)
        case 20: return .fullQueue(peer, span)
        case 21: return .damage(worker, span)
        case 22: return .storm(Int(10 + random.integer(below: 20)))
        case 23: return .hostile(Int(5 + random.integer(below: 20)))
        case 24: return isEven ? .stranger : .workerBurns(worker, downFor: span)
        default: return .computeDeath(worker)
        }
    }
}
