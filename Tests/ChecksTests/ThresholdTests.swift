import Checks
import Experiments
import Foundation
import Jobs
import Testing

/// Every threshold of every check: it survives encoding, and an experiment file that sets it
/// changes a verdict.
@Suite struct ThresholdTests {
    static let all = CheckRegistry.stock.descriptions

    @Test func `each check has its thresholds in the order of the source, and each is tried here`()
    {
        let listed = Self.all.flatMap { check in
            check.thresholds.map { "\(check.name).\($0.name)" }
        }
        #expect(Set(Changed.all.map(\.threshold)) == Set(listed))
        let initialLoss = Self.all.first { $0.name == "initial-loss" }
        #expect(
            initialLoss?.thresholds.map(\.name) == [
                "warn-above", "fail-above", "warn-spread", "fail-spread", "tolerance",
            ])
    }

    @Test(arguments: CheckRegistry.stock.names)
    func `a check and its thresholds survive encoding`(_ name: String) throws {
        let check = try #require(CheckRegistry.stock.all.first { $0.name == name })
        try Self.expectSurvival(of: check)
    }

    private static func expectSurvival(of check: some Check) throws {
        let decoded = try CanonicalJSON.decode(
            type(of: check), from: CanonicalJSON.encode(check))
        #expect(decoded == check)
        for (name, value) in check.thresholds {
            let other = ParameterValue(number: value.rounded(.up) + 1)
            let changed = try check.with([name: other])
            #expect(changed != check)
            #expect(changed.thresholds[name] == other.number)
            let copy = try CanonicalJSON.decode(
                type(of: check), from: CanonicalJSON.encode(changed))
            #expect(copy == changed)
            #expect(copy.thresholds == changed.thresholds)
            #expect(try copy.with([name: ParameterValue(number: value)]) == check)
        }
    }

    @Test func `sentences follow the thresholds`() throws {
        let loss = try InitialLoss().with(["warn-above": .integer(3)])
        #expect(loss.expected == "within the loss of equal outputs, ln C, and three more")
        let signal = try BackwardSignal().with(["ask-above": .integer(7)])
        #expect(signal.expected == "first layer's gradient over the last's 0.01 to 7")
        let stability = try Stability().with(["warn-above": .real(2.5)])
        #expect(
            stability.expected.hasSuffix("the loss never reaches 2.5 times its minimum for long"))
    }

    @Test func `a threshold that a check does not have is an error with the nearest that it has`() {
        let error = #expect(throws: CheckError.self) {
            try InitialLoss().with(["fail-abov": .integer(3)])
        }
        #expect(
            error?.description
                == "the check initial-loss has no threshold \"fail-abov\"; did you mean "
                + "\"fail-above\"?")
    }

    @Test(arguments: Changed.all)
    func `a file that sets a threshold changes a verdict`(_ changed: Changed) throws {
        let before = try changed.finding(setting: false)
        let after = try changed.finding(setting: true)
        #expect(before.verdict != after.verdict, "\(before.evidence); \(after.evidence)")
        #expect(after.verdict == changed.verdict, "\(after.evidence)")
        #expect(after.thresholds[changed.key] == changed.value)
        #expect(before.thresholds.keys == after.thresholds.keys)
    }

    @Test func `a check that is off is left out, unless it is asked for`() throws {
        let off = ["schema": CheckSpecification(isOff: true)]
        #expect(try !CheckPlan.jobs(settings: off).contains { $0.name == "schema" })
        #expect(try CheckPlan.jobs(only: ["schema"], settings: off).map(\.name) == ["schema"])
    }
}
