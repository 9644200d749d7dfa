internal import Components

/// A learning rate that is multiplied by `factor` when a metric has not got better for more than
/// `patience` epochs, as PyTorch's `ReduceLROnPlateau` with a relative threshold.
///
/// Better is below best (1 − threshold), or above best (1 + threshold) where the metric is to grow.
public struct ReduceOnPlateau: Schedule {
    /// One of an epoch's metrics.
    public let metric: String
    /// Whether the metric is to fall or to rise.
    public let goal: MetricGoal
    /// What a reduction multiplies the learning rate by, between 0 and 1.
    public let factor: Double
    /// Epochs without a better metric that are waited for.
    public let patience: Int
    /// The share of the best by which a metric must be better to count.
    public let threshold: Double
    /// The epochs after a reduction in which nothing is counted.
    public let cooldown: Int
    /// No reduction goes below it.
    public let minimum: Double

    /// - Parameter metric: one of an epoch's metrics, such as `validation-loss`.
    public init(
        metric: String = "validation-loss", goal: MetricGoal = .minimize, factor: Double = 0.1,
        patience: Int = 10, threshold: Double = 1e-4, cooldown: Int = 0, minimum: Double = 0
    ) {
        if !(factor > 0 && factor < 1) {
            fatalError("a plateau's factor is above 0 and below 1, not \(factor)")
        }
        self.metric = metric
        self.goal = goal
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.cooldown = cooldown
        self.minimum = minimum
    }

    /// The rate as long as nothing was heard.
    public func learningRate(at step: Int, initial: Double) -> Double { initial }

    public func learningRate(at step: Int, initial: Double, memory: ScheduleMemory) -> Double {
        (0..<memory.reductions).reduce(initial) { rate, _ in max(rate * factor, minimum) }
    }

    public func memory(
        _ memory: ScheduleMemory, after metrics: [String: Double]
    ) -> ScheduleMemory {
        guard let value = metrics[metric] else {
            // Of these rows it has none, such as an area under the curve of one class.
            if Metric.names.contains(metric) { return memory }
            fatalError("\(metric) is none of an epoch's metrics \(metrics.keys.sorted())")
        }
        var memory = memory
        memory.patience.judge(value) { value, best in
            goal == .minimize ? value < best * (1 - threshold) : value > best * (1 + threshold)
        }
        if memory.cooldown > 0 {
            memory.cooldown -= 1
            memory.patience.waited = 0
        }
        if memory.patience.waited > patience {
            memory.reductions += 1
            memory.cooldown = cooldown
            memory.patience.waited = 0
        }
        return memory
    }
}

extension ScheduleKind {
    package static let plateau = ScheduleKind(
        "reduce-on-plateau",
        "Reduces the learning rate when a metric of the epochs no longer gets better.",
        synonyms: ["plateau", "reducelronplateau", "reduce-lr-on-plateau"],
        settings: [
            .optional(
                "metric", "what is watched", .word(Metric.names),
                standard: .text("validation-loss"),
                synonyms: ["monitor", "on"]),
            .optional(
                "factor", "what the rate is multiplied by", .number(.insideUnit),
                standard: .real(0.1), synonyms: ["gamma"]),
            .optional(
                "patience", "epochs to wait for a better value", .integer(0...1_000_000),
                standard: .integer(10)),
            .optional(
                "threshold", "the share by which better must be better", .number(.notNegative),
                standard: .real(1e-4)),
            .optional(
                "cooldown", "epochs after a change that do not count", .integer(0...1_000_000),
                standard: .integer(0)),
            .optional(
                "minimum", "the smallest rate", .number(.notNegative), standard: .integer(0),
                synonyms: ["min-lr"]),
        ],
        make: { settings, _, _ in
            let metric = settings.word("metric")
            return ReduceOnPlateau(
                metric: metric, goal: Metric.goal(of: metric), factor: settings.number("factor"),
                patience: settings.integer("patience"), threshold: settings.number("threshold"),
                cooldown: settings.integer("cooldown"), minimum: settings.number("minimum"))
        },
        formula: {
            // Until a metric is heard.
            $1.initial
        })
}
