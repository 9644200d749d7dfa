import Checks
import Experiments
import Jobs
import Networks
import Tensors
import Testing
import Training

/// What the checks of a signal's size say of networks that set that size themselves.
@Suite struct SequenceSignalTests {
    private func lstm(_ job: String) throws -> Recipe {
        try Recipe.sample("examples/digits/lstm", job: job)
    }

    private func forwardSignal(_ subject: Recipe) throws -> Finding {
        try subject.finding(of: "forward-signal")
    }

    @Test func `strong dropout is no matter of initial weights`() throws {
        var subject = try lstm("forward-signal")
        subject.specification.model[1].settings["rate"] = .scalar(.real(0.95))
        let finding = try forwardSignal(subject)
        #expect(finding.verdict == .passed, "\(finding.evidence)")
    }

    @Test func `inputs off scale are no matter of the layers behind an lstm`() throws {
        var subject = try lstm("forward-signal")
        subject.training = Examples(
            inputs: subject.training.inputs * 1000, targets: subject.training.targets)
        let finding = try forwardSignal(subject)
        #expect(finding.verdict == .passed, "\(finding.evidence)")
        #expect(finding.evidence.hasSuffix("times from layer 0 to the last layer"))
    }

    @Test func `inputs off scale are named where they fade behind a tanh`() throws {
        var subject = try Recipe.sample("ok-01", job: "forward-signal")
        subject.training = Examples(
            inputs: subject.training.inputs * 1000, targets: subject.training.targets)
        subject.rebuild { [$0[0], Tanh(), $0[2]] }
        let finding = try forwardSignal(subject)
        #expect(finding.verdict == .warned, "\(finding.evidence)")
        #expect(finding.advice.contains("`normalize: standard`"), "\(finding.advice)")
    }

    @Test func `weights of 0 in an lstm are named, and dropout is not blamed`() throws {
        var subject = try lstm("forward-signal")
        subject.specification.model[0].settings["initializer"] = .component(
            ComponentSpecification(kind: "zeros"))
        let finding = try forwardSignal(subject)
        #expect(finding.verdict == .failed)
        #expect(finding.evidence == "layer 0 puts out nothing but 0")
        let engine = try subject.finding(of: "engine-self-test")
        #expect(engine.verdict == .passed, "\(engine.evidence)")
    }

    @Test(arguments: [0.02, 1])
    func `a transformer's blocks are judged from any usual embedding on`(
        _ deviation: Double
    ) throws {
        for check in ["forward-signal", "backward-signal"] {
            var subject = try Recipe.sample("examples/sums/transformer", job: check)
            for layer in [0, 1] {
                subject.specification.model[layer].settings["initializer"] = .component(
                    ComponentSpecification(
                        kind: "normal", settings: ["deviation": .scalar(.real(deviation))]))
            }
            let finding = try subject.finding(of: check)
            #expect(finding.verdict == .passed, "\(check): \(finding.evidence)")
        }
    }

    @Test func `a block is what its gradient is measured at`() throws {
        let finding = try Recipe.sample("examples/sums/transformer", job: "backward-signal")
            .finding(of: "backward-signal")
        #expect(finding.evidence.contains("the gradient at layer 2"), "\(finding.evidence)")
    }

    @Test func `the width is blamed where wider layers alone memorise a batch`() throws {
        var subject = try lstm("overfit-one-batch")
        subject.specification.model[0].settings["hidden"] = .scalar(.integer(1))
        let finding = try subject.finding(of: "overfit-one-batch")
        #expect(finding.verdict == .warned)
        #expect(finding.evidence.contains("with layers four times as wide"))
        #expect(finding.advice.contains("The network is too narrow"), "\(finding.advice)")
    }

    @Test func `each of its trainings gives signs of life`() throws {
        var subject = try lstm("label-permutation")
        subject.specification.model[0].settings["hidden"] = .scalar(.integer(2))
        subject.specification.training.epochs = 1
        var signs = 0
        subject.progress = { signs += 1 }
        _ = try subject.finding(of: "label-permutation")
        #expect(signs == 20 * 60)
    }

    @Test func `few held-out rows tell nothing of leaks`() throws {
        var subject = try lstm("label-permutation")
        subject.validation = subject.validation.rows(Array(0..<19))
        let finding = try subject.finding(of: "label-permutation")
        #expect(finding.verdict == .skipped)
        #expect(finding.evidence == "19 held-out rows are too few to tell")
    }

    @Test func `a score that wanders while the loss stays is no disagreement`() throws {
        let made = MadeTraining(40, score: { 0.1 + ($0 < 20 ? 0.005 * $0 : 0) }) {
            2 + 0.001 * $0
        }
        let finding = try made.finding(of: "loss-metric-agreement")
        #expect(finding.verdict == .skipped)
        #expect(finding.evidence.hasPrefix("the loss does not fall, or not for good"))
    }

    @Test func `a small head is sound, as one of zeros is`() throws {
        var subject = try Recipe.sample("ok-01", job: "forward-signal")
        subject.specification.model[2].settings["initializer"] = .component(
            ComponentSpecification(
                kind: "normal", settings: ["deviation": .scalar(.real(0.01))]))
        let finding = try forwardSignal(subject)
        #expect(finding.verdict == .passed, "\(finding.evidence)")
    }

    @Test func `a cycle that touches 0 is not dead`() throws {
        var subject = try Recipe.sample("ok-01", job: "schedule")
        subject.specification.schedule = ComponentSpecification(
            kind: "cyclic", settings: ["up-epochs": .scalar(.integer(1))])
        let finding = try subject.finding(of: "schedule")
        #expect(finding.verdict == .passed, "\(finding.evidence)")
    }

    @Test func `a frequent class makes no untrained network suspect`() throws {
        var subject = try Recipe.sample("examples/shapes/unet", job: "initial-loss")
        subject.training = Examples(
            inputs: subject.training.inputs,
            targets: .classes(
                [Int32](repeating: 0, count: subject.training.count * subject.training.positions)))
        let finding = try subject.finding(of: "initial-loss")
        #expect(finding.verdict == .passed, "\(finding.evidence)")
    }

    @Test func `a score that rose and then stays at a class's share agrees with its loss`() throws {
        let made = MadeTraining(40, score: { $0 < 3 ? 0.2 : 0.97 - 0.0001 * $0 }) {
            1 - 0.02 * $0
        }
        let finding = try made.finding(of: "loss-metric-agreement")
        #expect(finding.verdict == .passed, "\(finding.evidence)")
    }

    @Test func `an autoencoder's bottleneck is no broken network`() throws {
        var subject = try Recipe.sample("ok-01", job: "overfit-one-batch")
        subject.specification.loss = ComponentSpecification(kind: "mean-squared-error")
        subject.loss = subject.specification.lossFunction
        subject.specification.model[0].settings["features"] = .scalar(.integer(2))
        subject.specification.model[2].settings["features"] = .scalar(.integer(64))
        subject.training = Examples(
            inputs: subject.training.inputs, targets: .values(subject.training.inputs))
        let finding = try subject.finding(of: "overfit-one-batch")
        #expect(finding.verdict == .passed, "\(finding.evidence)")
    }
}
