import Foundation
import Jobs
import Testing

/// Whole clusters under faults, each from a seed; what must hold is listed at ``Invariant``.
///
/// - `SIMULATION_SEEDS=1000000` plays so many.
/// - `SIMULATION_SEED=4711` plays this one alone, and prints all that happened in it.
struct ClusterTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let size: UInt64 = 5 * Scenario.perWorkload

    static let blocks: Range<UInt64> = {
        let wanted = environment["SIMULATION_SEEDS"].flatMap(UInt64.init) ?? 10_000
        return 0..<max(1, (wanted + size - 1) / size)
    }()

    @Test(arguments: blocks)
    func `no fault changes a byte, loses or doubles a job, or keeps a run from its end`(
        block: UInt64
    ) {
        guard Self.environment["SIMULATION_SEED"] == nil else { return }
        for workload in block * 5..<(block + 1) * 5 {
            let reference = Reference(Workload(seed: workload))
            for number in 0..<Scenario.perWorkload {
                let scenario = Scenario(seed: workload * Scenario.perWorkload + number, reference)
                let violations = scenario.play().audit.violations
                if !violations.isEmpty { report(scenario, violations) }
            }
        }
    }

    private func report(_ scenario: Scenario, _ violations: [Violation]) {
        let shrunk = scenario.shrunk()
        Issue.record(
            """
            seed \(scenario.seed), \(scenario.mode.rawValue): \
            \(violations.map(\.description).joined(separator: "; "))
            the smallest list of faults that breaks something, of \
            \(scenario.plan.faults.count), with \(scenario.hosts): \(shrunk.described)
            \(shrunk.play().audit.violations.map(\.description).joined(separator: "; "))
            play it again: SIMULATION_SEED=\(scenario.seed) Tests/run --filter SimulationTests
            """)
    }

    @Test(.enabled(if: environment["SIMULATION_SEED"] != nil))
    func `the seed that was asked for`() throws {
        let seed = try #require(Self.environment["SIMULATION_SEED"].flatMap(UInt64.init))
        let scenario = Scenario(seed: seed)
        let played = scenario.play(keepsLog: true)
        let isSound = played.audit.violations.isEmpty
        let last = isSound ? scenario : scenario.shrunk()
        let cluster = isSound ? played : last.play(keepsLog: true)
        print(cluster.log.joined(separator: "\n"))
        print(cluster.openStories().joined(separator: "\n"))
        print(last.described)
        #expect(played.audit.violations.isEmpty, "\(played.audit.violations)")
    }
}

extension Scenario {
    /// The faults, one a line.
    var described: String {
        let chances = "drop \(plan.drop), duplicate \(plan.duplicate), delay \(plan.delay)"
        return plan.faults.sorted { $0.at < $1.at }.reduce(chances) {
            $0 + "\n    \($1.at / .seconds(1)) s: \($1.fault)"
        }
    }
}
