import Experiments
import Jobs
import Networks
import Randomness
import Tensors
import Testing
import Training

/// What a file's recipe becomes.
@Suite struct RecipeTests {
    private func specification(_ edits: [(String, String)]) throws -> ExperimentSpecification {
        let text = edits.reduce(WrongFile.sound) { $0.replacing($1.0, with: $1.1) }
        return try ExperimentFile(text: text, path: "f").defaults
    }

    private func optimizer<Kind: Optimizer>(_ text: String, _: Kind.Type) throws -> Kind {
        let specification = try specification([("{sgd: {learning-rate: \"${rate}\"}}", text)])
        return try #require(specification.freshOptimizer as? Kind)
    }

    @Test func `optimizers get their settings and PyTorch's defaults`() throws {
        let rms = try optimizer("{rmsprop: {smoothing: 0.9, momentum: 0.5}}", RMSprop.self)
        #expect((rms.learningRate, rms.smoothing, rms.momentum) == (0.01, 0.9, 0.5))
        #expect(rms.epsilon == 1e-8 && rms.weightDecay == 0 && rms.groups.decaysBiases)
        let adagrad = try optimizer("{adagrad: {learning-rate-decay: 0.1}}", Adagrad.self)
        #expect((adagrad.learningRate, adagrad.learningRateDecay) == (0.01, 0.1))
        #expect(adagrad.epsilon == 1e-10)
        let nadam = try optimizer(
            "{nadam: {momentum-decay: 0.1, decoupled: true, weight-decay: 0.2}}", NAdam.self)
        #expect((nadam.learningRate, nadam.beta1, nadam.beta2) == (0.002, 0.9, 0.999))
        #expect((nadam.momentumDecay, nadam.decouplesDecay, nadam.weightDecay) == (0.1, true, 0.2))
        let lion = try optimizer("{lion: {weight-decay: 0.1, decay-biases: false}}", Lion.self)
        #expect((lion.learningRate, lion.beta1, lion.beta2) == (1e-4, 0.9, 0.99))
        #expect(lion.weightDecay == 0.1 && !lion.groups.decaysBiases)
    }

    @Test(arguments: [
        ("nll", "NegativeLogLikelihood"), ("kl", "KLDivergence"), ("multi-margin", "MultiMargin"),
        ("mae", "MeanAbsoluteError"), ("l1", "MeanAbsoluteError"), ("huber", "Huber"),
        ("mse", "MeanSquaredError"),
    ])
    func `every loss is made by its name and its alias`(_ name: String, _ kind: String) throws {
        let loss = try specification([("loss: cross-entropy", "loss: \(name)")]).lossFunction
        #expect(String(describing: type(of: loss)) == kind)
    }

    @Test func `losses get their settings`() throws {
        func loss(_ text: String) throws -> any Loss {
            try specification([("loss: cross-entropy", "loss: \(text)")]).lossFunction
        }
        let ignoring = try loss("{cross-entropy: {ignored-class: 3, label-smoothing: 0.1}}")
        #expect(ignoring.ignoredClass == 3)
        #expect((ignoring as? CrossEntropy)?.labelSmoothing == 0.1)
        #expect((try loss("{huber: {delta: 0.5}}") as? Huber)?.delta == 0.5)
        let margin = try #require(
            try loss("{multi-margin: {margin: 2, ignored-class: 0}}") as? MultiMargin)
        #expect(margin.margin == 2 && margin.ignoredClass == 0)
        for name in ["hinge", "bce-of-probabilities"] {
            let binary = try specification([
                ("loss: cross-entropy", "loss: \(name)"), ("classes: 10", "classes: 2"),
            ]).lossFunction
            #expect(binary is Hinge || binary is BinaryCrossEntropy)
        }
    }

    private static let schedules: [(String, any Schedule)] = [
        (
            "{multi-step: {epochs: [1, 2], factor: 0.5}}",
            MultiStepDecay(milestones: [7, 14], factor: 0.5)
        ),
        (
            "{multi-step: {steps: [3], factor: 0.5}}",
            MultiStepDecay(milestones: [3], factor: 0.5)
        ),
        ("{exponential: 0.9}", StepDecay(size: 7, factor: 0.9)),
        ("{exponential: {factor: 0.9, per: step}}", ExponentialDecay(factor: 0.9)),
        (
            "{linear: {warmup-steps: 5, end-factor: 0.1}}",
            LinearWarmup(steps: 5, then: LinearDecay(total: 16, end: 0.1))
        ),
        (
            "{one-cycle: {divisor: 10, shape: linear}}",
            OneCycle(total: 21, divisor: 10, shape: .linear)
        ),
        (
            "{cyclic: {up-epochs: 1, minimum: 0.01, shape: halving}}",
            CyclicRate(minimum: 0.01, up: 7, shape: .halving)
        ),
    ]

    @Test(arguments: schedules.indices)
    func `schedules are counted in the experiment's epochs and steps`(_ index: Int) throws {
        let (text, expected) = Self.schedules[index]
        let training = "training: {epochs: 3, batch-size: 32}"
        let course = try specification([(training, "\(training)\nschedule: \(text)")])
            .course(stepsPerEpoch: 7)
        for step in 0..<25 {
            #expect(
                course.learningRate(at: step, initial: 0.3)
                    == expected.learningRate(at: step, initial: 0.3), "step \(step)")
        }
    }

    @Test func `a plateau listens to the metric that the file names`() throws {
        let training = "training: {epochs: 3, batch-size: 32}"
        let text = "{reduce-on-plateau: {metric: validation-accuracy, factor: 0.5, patience: 0}}"
        let course = try specification([(training, "\(training)\nschedule: \(text)")])
            .course(stepsPerEpoch: 7)
        var memory = ScheduleMemory()
        for accuracy in [0.5, 0.6, 0.6] {
            memory = course.memory(memory, after: ["validation-accuracy": accuracy])
        }
        #expect(memory.reductions == 1)
        #expect(course.learningRate(at: 9, initial: 1, memory: memory) == 0.5)
    }

    @Test func `training tools and augmentation are what the file says`() throws {
        let found = try specification([
            (
                "training: {epochs: 3, batch-size: 32}",
                "training: {epochs: 3, batch-size: 32, clip-value: 0.5, average-decay: 0.99, "
                    + "early-stopping: {metric: validation-accuracy, patience: 4, "
                    + "minimum-improvement: 0.01}}"
            ),
            (
                "  classes: 10",
                "  classes: 10\n  augment: [{random-crop: 2}, horizontal-flip, {cutout: 3}, "
                    + "{color-jitter: {brightness: 0.2, saturation: 0.1}}]"
            ),
        ])
        #expect(
            found.training.settings
                == TrainingSettings(
                    clipValue: 0.5,
                    earlyStopping: EarlyStopping(
                        metric: "validation-accuracy", goal: .maximize, patience: 4,
                        minimumImprovement: 0.01),
                    averageDecay: 0.99))
        let changes = found.data.randomChanges(key: RandomKey(key: 1, stream: 2))
        #expect(
            changes?.steps == [
                .randomCrop(padding: 2), .horizontalFlip(probability: 0.5), .cutout(size: 3),
                .colorJitter(brightness: 0.2, contrast: 0, saturation: 0.1),
            ])
        #expect(try specification([]).data.randomChanges(key: RandomKey(key: 1, stream: 2)) == nil)
        let half = try specification([
            ("batch-size: 32}", "batch-size: 32, precision: bf16, loss-scale: dynamic}")
        ])
        #expect(half.training.operandPrecision == .bfloat16)
        #expect(half.training.settings.lossScaling == .dynamic())
        let constant = try specification([
            ("batch-size: 32}", "batch-size: 32, precision: bf16, loss-scale: 128}")
        ])
        #expect(constant.training.settings.lossScaling == .constant(128))
        #expect(try specification([]).training.operandPrecision == .float32)
        let short = try specification([
            ("batch-size: 32}", "batch-size: 32, early-stopping: 5}")
        ])
        #expect(short.training.settings.earlyStopping == EarlyStopping(patience: 5))
    }
}
