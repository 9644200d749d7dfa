import Execution
import Foundation
import Jobs
import Testing

/// What must hold whatever happens, in any order.
@Suite struct RandomWalkTests {
    @Test(arguments: 0..<300)
    func `no walk breaks an invariant`(seed: Int) {
        var walk = AgentWalk(seed: UInt64(seed))
        for _ in 0..<400 {
            walk.step()
            if !walk.faults.isEmpty { break }
        }
        #expect(walk.faults.isEmpty, "seed \(seed): \(walk.faults)")
    }
}

/// A coordinator, a clock and compute processes that do as a seed says.
struct AgentWalk {
    private var agent: WorkerAgent
    private var random: SplitMix
    private var now: Duration = .zero
    private var running: [Int: Assignment] = [:]
    private var results: Set<AttemptID> = []
    private var kept: Set<AttemptID> = []
    private var isWelcome = false
    private var isOver = false
    private var next = 0
    private(set) var faults: [String] = []
    private let slots: Int

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        slots = 1 + Int(random.next() % 4)
        agent = WorkerAgent(slots: slots, host: Sample.host)
        agent.orphanTimeout = .seconds(30)
    }

    mutating func step() {
        now += .milliseconds(random.below(10) == 0 ? random.below(8000) : random.below(400))
        guard let event = event() else { return }
        switch event {
        case .acknowledged(let attempt), .cancelled(let attempt): results.remove(attempt)
        case .finished(let slot, let result):
            if running[slot]?.attempt == result.attempt {
                running[slot] = nil
                results.insert(result.attempt)
            }
        case .died(let slot, _):
            if let lost = running.removeValue(forKey: slot) { results.insert(lost.attempt) }
        case .vanished(let slot, _): running[slot] = nil
        default: break
        }
        let wasOver = isOver
        let effects = agent.handle(event, at: now)
        if wasOver, !effects.isEmpty { faults.append("\(effects) after the end") }
        if case .welcomed = event, !wasOver { isWelcome = true }
        for effect in effects { take(effect) }
        check()
    }

    private mutating func take(_ effect: WorkerAgent.Effect) {
        switch effect {
        case .start(let slot, let assignment):
            if !(0..<slots).contains(slot) { faults.append("slot \(slot) of \(slots)") }
            if running[slot] != nil { faults.append("slot \(slot) runs already") }
            if running.values.contains(where: { $0.attempt == assignment.attempt }) {
                faults.append("\(assignment.attempt) runs twice")
            }
            running[slot] = assignment
        case .keep(let result):
            if !kept.insert(result.attempt).inserted { faults.append("\(result) kept twice") }
            results.insert(result.attempt)
        case .forget(let attempt):
            if kept.remove(attempt) == nil { faults.append("\(attempt) forgotten twice") }
        case .evict(let hashes):
            let needed = running.values.flatMap(\.blobs)
            if hashes.contains(where: needed.contains) { faults.append("evicted while needed") }
        case .stop(let slot): running[slot] = nil
        case .greet(let held):
            isWelcome = false
            for attempt in results.union(running.values.map(\.attempt))
            where !held.contains(attempt) {
                faults.append("\(attempt) not stated in the greeting")
            }
        case .hand(let result):
            if !isWelcome { faults.append("a result handed to nobody") }
            if !kept.contains(result.attempt) { faults.append("handed and not kept") }
        case .beat, .fetch:
            if !isWelcome { faults.append("\(effect) sent to nobody") }
        case .goodbye: break
        case .end:
            isOver = true
            running = [:]
        }
    }

    private mutating func check() {
        if isOver { return }
        if running.count > slots { faults.append("more running than slots") }
        let held = agent.held
        if Set(held).count != held.count { faults.append("held twice: \(held)") }
        if kept != results { faults.append("kept \(kept), not \(results)") }
        for attempt in results where !held.contains(attempt) {
            faults.append("the result of \(attempt) is lost")
        }
        for assignment in running.values where !held.contains(assignment.attempt) {
            faults.append("\(assignment.attempt) runs unknown to the agent")
        }
    }

    private mutating func event() -> WorkerAgent.Event? {
        let hash = Sample.hash("data \(random.below(3))")
        let slot = random.below(slots)
        switch random.below(40) {
        case 0...2: return .welcomed(beatInterval: .seconds(1))
        case 3: return .dismissed(reason: "again", retry: true)
        case 4: return random.below(60) == 0 ? .leaving(reason: "stopped") : .tick
        case 5: return random.below(60) == 0 ? .dismissed(reason: "over", retry: false) : .heard
        case 6...13:
            if random.below(5) > 0 { next += 1 }
            return .assigned(
                Sample.assignment("job \(next)", file: "data \(random.below(3))"))
        case 14: return .cancelled(Sample.attempt("job \(random.below(next + 1))"))
        case 15...18: return results.sorted().first.map { .acknowledged($0) }
        case 19...23:
            let offset = random.below(2) * 4
            return .piece(hash, offset: offset, count: 4, size: random.below(20) == 0 ? -1 : 8)
        case 24...27: return .blobComplete(hash, isIntact: random.below(4) > 0)
        case 28: return .unstored(hash, Failure(.hostTrouble, "disk full"))
        case 29 where random.below(3) == 0:
            return running[slot].map { .vanished(slot: slot, $0.blobs) }
        case 29: return .died(slot: slot, Failure(.crashed, "signal 9"))
        case 30: return .finished(slot: slot, Sample.result("job \(random.below(next + 1)) stale"))
        case 31...33:
            return running[slot].map {
                .finished(slot: slot, Sample.result($0.job.name))
            }
        case 34: return .progressed(slot: slot, Sample.attempt("job \(next)"), steps: next)
        case 35, 36: return .heard
        default: return .tick
        }
    }
}

/// A small generator for walks: the same on every host.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
