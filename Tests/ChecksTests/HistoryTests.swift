import Checks
import Datasets
import Foundation
import Jobs
import Testing

/// `preflight diagnose`: logs of trainings that already happened.
@Suite struct HistoryTests {
    static func findings(_ texts: [String], floor: Double? = nil) throws -> [String: Finding] {
        let histories = try texts.enumerated().map { index, text in
            try History(
                LoggedTable(FileContents(name: "run\(index).log", bytes: Array(text.utf8))),
                floor: floor)
        }
        return Dictionary(
            uniqueKeysWithValues: HistoryRegistry.checks.map { ($0.name, $0.finding(histories)) })
    }

    private static func raised(_ findings: [String: Finding]) -> Set<String> {
        Set(findings.values.filter { [.failed, .warned].contains($0.verdict) }.map(\.check))
    }

    private static func words(_ findings: [String: Finding]) -> String {
        findings.values.filter { [.failed, .warned].contains($0.verdict) }
            .map { "\($0.check) \($0.verdict): \($0.evidence)" }.joined(separator: "\n")
    }

    @Test(arguments: HistoryCase.healthy)
    func `a healthy log is not accused`(_ history: HistoryCase) throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let findings = try Self.findings([history.text(seed)])
            #expect(Self.raised(findings) == [], "seed \(seed): \(Self.words(findings))")
        }
    }

    @Test(arguments: HistoryCase.broken)
    func `a broken log is told by its own check`(_ history: HistoryCase) throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let findings = try Self.findings([history.text(seed)])
            let raised = Self.raised(findings)
            #expect(history.raised.isSubset(of: raised), "seed \(seed): \(Self.words(findings))")
            #expect(
                raised.isSubset(of: history.raised.union(history.tolerated)),
                "seed \(seed): \(Self.words(findings))")
        }
    }

    @Test func `NaN is told with its line, and nothing else is judged by it`() throws {
        let rows = (0..<30).map { "\($0),\($0 < 20 ? "\(2.0 * exp(-Double($0) / 6))" : "nan")" }
        let findings = try Self.findings(["epoch,loss\n" + rows.joined(separator: "\n")])
        let finding = try #require(findings["finite-loss"])
        #expect(finding.verdict == .failed)
        #expect(finding.evidence.contains("NaN at epoch 20, line 22, and stays so"))
        for other in findings.values where other.check != "finite-loss" {
            #expect(!other.evidence.contains("NaN"), "\(other.evidence)")
        }
    }

    @Test func `overfitting is told from its epoch, with an interval`() throws {
        var made = MadeHistory(seed: 3)
        let text = MadeHistory.csv([
            ("loss", made.values(60, MadeHistory.fall(1.5, 0.01, rate: 6))),
            ("val_loss", made.values(60, noise: 0.01) { 0.6 + 2 * abs($0 - 0.4) }),
        ])
        let finding = try #require(try Self.findings([text])["overfitting"])
        let word = try #require(finding.evidence.split(separator: "since epoch ").last)
        let epoch = try #require(Int(word.prefix { $0.isNumber }))
        #expect((21...27).contains(epoch), "\(finding.evidence)")
        #expect(finding.measurements.map(\.name).contains("lower end (99 %)"))
        #expect(finding.advice.contains("epoch \(epoch)"))
    }

    @Test func `several seeds are judged together`() throws {
        func log(_ seed: UInt64, _ end: Double) -> String {
            var made = MadeHistory(seed: seed)
            return MadeHistory.csv([("loss", made.values(60, MadeHistory.fall(2.3, end, rate: 8)))])
        }
        let sound = try Self.findings([log(1, 0.2), log(2, 0.25), log(3, 0.22)])
        #expect(Self.raised(sound) == [])
        let falling = try #require(sound["falling-loss"])
        #expect(falling.measurements.first?.name == "change of the loss, mean of 3 files")
        #expect(falling.measurements.count == 3)
        #expect(falling.series.count == 3)
        let stuck = try Self.findings([log(1, 0.2), log(2, 2.29), log(3, 0.22)])
        let standing = try #require(stuck["standing-loss"])
        #expect(standing.verdict == .warned)
        #expect(standing.evidence.hasPrefix("in 1 of 3 files: run1.log: a plateau"))
        // One of three that runs away is a warning; most of them are a failure.
        #expect(
            try Self.findings([log(1, 0.2), log(2, 9), log(3, 0.2)])["diverging-loss"]?.verdict
                == .warned)
        #expect(
            try Self.findings([log(1, 0.2), log(2, 9), log(3, 9)])["diverging-loss"]?.verdict
                == .failed)
        let broken = "epoch,loss\n" + (0..<20).map { "\($0),\($0 < 9 ? "1.5" : "nan")\n" }.joined()
        #expect(
            try Self.findings([log(1, 0.2), log(2, 0.2), broken])["finite-loss"]?.verdict == .failed
        )
    }

    @Test func `a known floor tells a plateau from a convergence, and a leak`() throws {
        var made = MadeHistory(seed: 4)
        let text = MadeHistory.csv([
            ("loss", made.values(80, noise: 0.01, MadeHistory.fall(2.3, 1, rate: 12)))
        ])
        #expect(try Self.findings([text])["standing-loss"]?.verdict == .passed)
        #expect(try Self.findings([text], floor: 0.2)["standing-loss"]?.verdict == .warned)
        #expect(try Self.findings([text], floor: 0.98)["standing-loss"]?.verdict == .passed)
        let leak = try #require(try Self.findings([text], floor: 1.4)["underfitting"])
        #expect(leak.verdict == .warned && leak.evidence.contains("below the lowest"))
    }

    @Test func `what is too short to judge says so`() throws {
        let findings = try Self.findings(["epoch,loss\n0,2\n1,1.5\n2,1.2\n"])
        #expect(findings["finite-loss"]?.verdict == .passed)
        #expect(findings["falling-loss"]?.verdict == .skipped)
        #expect(findings["falling-loss"]?.evidence.contains("3 values") == true)
        #expect(findings["overfitting"]?.evidence == "no validation was logged")
        #expect(findings["early-decay"]?.evidence == "no learning rate was logged")
    }

    @Test func `every check has its name, its words and thresholds that survive encoding`() throws {
        let names = [
            "finite-loss", "falling-loss", "diverging-loss", "loss-spikes", "standing-loss",
            "early-decay", "zeroed-tail", "overfitting", "underfitting", "convergence",
        ]
        #expect(HistoryRegistry.checks.map { $0.name } == names)
        for check in HistoryRegistry.checks {
            #expect(!check.verifies.isEmpty && !check.expected.isEmpty)
            #expect(type(of: check).explains.allSatisfy(names.contains), "\(check.name)")
            func roundTrip<Value: HistoryCheck>(_ check: Value) throws -> Bool {
                try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(check)) == check
            }
            #expect(try roundTrip(check))
        }
    }
}
