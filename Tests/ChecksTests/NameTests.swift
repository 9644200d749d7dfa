import Checks
import Testing

/// Names of checks that stand in the words of others.
@Suite struct NameTests {
    private static let known = Set(
        CheckRegistry.stock.names + StepRegistry.stock.names
            + HistoryRegistry.checks.map { $0.name })

    @Test func `every check that a planted fault is to be caught by is there`() {
        for fault in Fault.all {
            #expect(!fault.checks.isEmpty, "\(fault.name)")
            for name in fault.checks {
                #expect(Self.known.contains(name), "\(fault.name): \(name)")
            }
        }
    }

    @Test func `every check that a check explains is there, and another`() {
        let explained: [(String, [String])] =
            CheckRegistry.stock.all.map { ($0.name, type(of: $0).explains) }
            + StepRegistry.stock.checks.map { ($0.name, type(of: $0).explains) }
            + HistoryRegistry.checks.map { ($0.name, type(of: $0).explains) }
        for (check, names) in explained {
            for name in names {
                #expect(Self.known.contains(name), "\(check) explains \(name)")
                #expect(name != check)
            }
        }
    }

    @Test func `every check that another needs is there`() {
        for check in CheckRegistry.stock.examinations {
            for name in check.needs {
                #expect(CheckRegistry.stock.names.contains(name), "\(check.name) needs \(name)")
            }
        }
    }
}
