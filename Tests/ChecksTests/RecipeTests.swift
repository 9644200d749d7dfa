import Checks
import Experiments
import Jobs
import Networks
import Randomness
import Tensors
import Testing
import Training

/// The checks on recipes of every kind.
@Suite struct RecipeTests {
    private static let schedules: [String: [String: SettingValue]] = [
        "multi-step": [
            "epochs": .list([.scalar(.integer(2)), .scalar(.integer(4))]),
            "factor": .scalar(.real(0.5)),
        ],
        "exponential": ["factor": .scalar(.real(0.9))],
        "linear": ["end-factor": .scalar(.real(0.1)), "warmup-steps": .scalar(.integer(7))],
        "one-cycle": ["rise": .scalar(.real(0.4))],
        "cyclic": [
            "up-steps": .scalar(.integer(9)), "minimum": .scalar(.real(0.01)),
            "shape": .scalar(.text("halving")),
        ],
        "reduce-on-plateau": [:],
    ]

    @Test(arguments: schedules.keys.sorted())
    func `every schedule follows its formula`(_ kind: String) throws {
        var subject = try Recipe.sample("ok-13", job: "check/schedule")
        let settings = try #require(Self.schedules[kind])
        subject.specification.schedule = ComponentSpecification(kind: kind, settings: settings)
        let finding = try subject.finding(of: "schedule")
        #expect(finding.verdict == .passed || kind == "cyclic", "\(finding.evidence)")
        #expect(finding.verdict != .failed, "\(finding.evidence)")
    }

    private func expectAgreement(_ subject: Recipe) throws {
        let values = try subject.finding(of: "initial-loss").measurements.map(\.value)
        #expect(values[0] > 0)
        #expect(abs(values[0] - values[1]) <= 1e-5 * max(1, abs(values[1])), "\(values)")
    }

    @Test(arguments: [
        "cross-entropy", "negative-log-likelihood", "multi-margin", "kl-divergence",
    ])
    func `a loss of classes agrees with its second form`(_ kind: String) throws {
        var subject = try Recipe.sample("ok-01", job: "initial-loss")
        let ignored = SettingValue.scalar(.integer(3))
        subject.specification.loss = ComponentSpecification(
            kind: kind, settings: ["ignored-class": ignored])
        subject.loss = subject.specification.lossFunction
        subject.rebuild { kind.hasPrefix("cross") ? $0 : $0 + [LogSoftmax()] }
        try expectAgreement(subject)
    }

    @Test(arguments: [
        "mean-squared-error", "mean-absolute-error", "huber", "hinge", "binary-cross-entropy",
        "binary-cross-entropy-of-probabilities",
    ])
    func `a loss of values agrees with its second form`(_ kind: String) throws {
        var subject = try Recipe.sample("ok-01", job: "initial-loss")
        subject.specification.loss = ComponentSpecification(kind: kind)
        subject.loss = subject.specification.lossFunction
        subject.training = Examples(
            inputs: subject.training.inputs,
            targets: .values(
                .uniform([subject.training.count, 10], key: RandomKey(key: 3, stream: 4))))
        subject.rebuild { kind.hasSuffix("probabilities") ? $0 + [Sigmoid()] : $0 }
        try expectAgreement(subject)
    }
}

/// Log-probabilities, which some losses take.
private struct LogSoftmax: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor { input.logSoftmax() }
}
