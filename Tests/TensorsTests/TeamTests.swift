import CKernels
import Foundation
import Tensors
import Testing

/// Counts how often each number was worked on, and by whom.
private final class Tally {
    let counts: UnsafeMutablePointer<Int32>
    let size: Int
    var lanes: UnsafeMutablePointer<Int>

    init(_ size: Int) {
        self.size = size
        counts = .allocate(capacity: size)
        counts.initialize(repeating: 0, count: size)
        lanes = .allocate(capacity: 8)
        lanes.initialize(repeating: 0, count: 8)
    }

    deinit {
        counts.deallocate()
        lanes.deallocate()
    }

    /// Shares the numbers 0..<size; whole pieces start at multiples of `smallest`.
    func share(smallest: Int) {
        kernel_share(
            { context, from, to, lane in
                let tally = Unmanaged<Tally>.fromOpaque(context).takeUnretainedValue()
                for number in from..<to { tally.counts[number] += 1 }
                tally.lanes[Int(lane)] += to - from
            }, Unmanaged.passUnretained(self).toOpaque(), size, smallest)
    }

    var isOnceEach: Bool { (0..<size).allSatisfy { counts[$0] == 1 } }
}

@Suite struct TeamTests {
    /// Runs on a thread of its own, which ends with its team.
    static func onThread(_ body: @escaping @Sendable () -> Void) {
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            body()
            done.signal()
        }
        thread.start()
        done.wait()
    }

    @Test(arguments: [1, 2, 3, 5])
    func `every number is worked on once, run after run`(_ cores: Int) {
        Self.onThread {
            #expect(Cores.use(cores) == cores)
            for run in 0..<3000 {
                let tally = Tally(run * 7 % 311)
                tally.share(smallest: 1 + run % 13)
                #expect(tally.isOnceEach)
                #expect((0..<8).reduce(0) { $0 + tally.lanes[$1] } == tally.size)
                // Long enough for the team to fall asleep now and then.
                if run % 500 == 0 { Thread.sleep(forTimeInterval: 0.005) }
            }
        }
    }

    @Test func `a team shares the work, and a thread without one does it alone`() {
        Self.onThread {
            #expect(Cores.used == 1)
            Cores.use(2)
            #expect(Cores.used == 2)
            let busy = Tally(2)
            // Each of the two waits for the other: so both take part.
            kernel_share(
                { context, from, _, lane in
                    let tally = Unmanaged<Tally>.fromOpaque(context).takeUnretainedValue()
                    tally.lanes[Int(lane)] = 1
                    let limit = ContinuousClock.now + .seconds(20)
                    while tally.lanes[0] + tally.lanes[1] < 2, ContinuousClock.now < limit {
                        sched_yield()
                    }
                }, Unmanaged.passUnretained(busy).toOpaque(), 2, 1)
            #expect(busy.lanes[0] == 1 && busy.lanes[1] == 1)
            Cores.use(1)
            #expect(Cores.used == 1)
            let alone = Tally(100)
            alone.share(smallest: 1)
            #expect(alone.isOnceEach && alone.lanes[0] == 100)
        }
    }

    @Test func `a team is its thread's own`() {
        Self.onThread {
            Cores.use(3)
            Self.onThread { #expect(Cores.used == 1) }
            #expect(Cores.used == 3)
        }
    }

    @Test func `no cores and too many trap`() async {
        await #expect(processExitsWith: .failure) { Cores.use(0) }
        await #expect(processExitsWith: .failure) { Cores.use(257) }
    }
}
