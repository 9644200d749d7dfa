public import Jobs

/// What was logged while the experiment's own recipe trained: all that monitors judge by.
public struct TrainingTrace: Sendable {
    public struct Step: Sendable {
        public var loss: Double
        /// Before clipping.
        public var gradientNorm: Double
        public var learningRate: Double
        public var isClipped: Bool

        public init(
            loss: Double, gradientNorm: Double, learningRate: Double, isClipped: Bool
        ) {
            self.loss = loss
            self.gradientNorm = gradientNorm
            self.learningRate = learningRate
            self.isClipped = isClipped
        }
    }

    /// Loss and score of the same training rows in evaluation mode, every so many steps.
    public struct Probe: Sendable {
        public var loss: Double
        public var score: Double

        public init(loss: Double, score: Double) {
            self.loss = loss
            self.score = score
        }
    }

    public var steps: [Step]
    public var probes: [Probe]
    /// How many rows a probe looks at.
    public var probeRows: Int
    public var epochs: [TrialResult.Epoch]
    /// The steps that the whole recipe would take.
    public var plannedSteps: Int
    /// Where and how the training came to NaN or infinity.
    public var breakdown: String?

    public init(
        steps: [Step], probes: [Probe] = [], probeRows: Int = 0,
        epochs: [TrialResult.Epoch] = [], plannedSteps: Int, breakdown: String? = nil
    ) {
        self.steps = steps
        self.probes = probes
        self.probeRows = probeRows
        self.epochs = epochs
        self.plannedSteps = plannedSteps
        self.breakdown = breakdown
    }

    /// Means over up to `count` equal windows of the whole training; single steps are too noisy to
    /// judge by.
    package func windows(_ count: Int = 20, of value: (Step) -> Double) -> [Double] {
        let count = min(count, steps.count)
        return (0..<count).map { window in
            let range = window * steps.count / count..<(window + 1) * steps.count / count
            return Statistics.mean(steps[range].map(value))
        }
    }

    /// The step at the middle of each window, from 1.
    package func windowSteps(_ count: Int = 20) -> [Double] {
        let count = min(count, steps.count)
        return (0..<count).map { window in
            Double(window * steps.count / count + (window + 1) * steps.count / count + 1) / 2
        }
    }

    /// "in 450 steps", or how much of the recipe was watched.
    package var extent: String {
        steps.count < plannedSteps && breakdown == nil
            ? "the first \(steps.count) of \(plannedSteps) steps" : "\(steps.count) steps"
    }
}
