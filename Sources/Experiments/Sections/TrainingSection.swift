internal import Jobs

/// Reads the section `training`.
enum TrainingSection {
    private static let keys = [
        Key(name: "epochs", synonyms: ["max-epochs", "num-epochs", "num_epochs", "n-epochs"]),
        Key(name: "batch-size", synonyms: ["batch", "bs", "batch_size", "batchsize"]),
        Key(
            name: "clip-norm",
            synonyms: ["clip", "max-norm", "clip-grad-norm", "gradient-clipping", "grad-clip"]),
        Key(name: "clip-value", synonyms: ["clip-grad-value", "max-value"]),
        Key(name: "gradient-accumulation", synonyms: ["accumulate", "accumulation"]),
        Key(name: "shuffle"),
        Key(name: "early-stopping", synonyms: ["early_stopping", "patience", "stop-early"]),
        Key(name: "average-decay", synonyms: ["ema", "ema-decay", "weight-average", "swa"]),
        Key(name: "precision", synonyms: ["dtype", "amp", "autocast", "mixed-precision"]),
        Key(name: "loss-scale", synonyms: ["loss-scaling", "loss_scale", "grad-scaler"]),
    ]

    private static let stoppingKeys = [
        Key(name: "metric", synonyms: ["monitor", "on"]),
        Key(name: "patience", synonyms: ["epochs", "wait"]),
        Key(
            name: "minimum-improvement",
            synonyms: ["min-delta", "min_delta", "delta", "threshold"]),
    ]

    static func read(_ field: Field) -> TrainingSpecification? {
        guard let members = Members(field, keys: keys) else { return nil }
        let epochs = members.required("epochs", "how often the training rows are gone through")?
            .integer(in: 1...1_000_000)
        let batchSize = members.required("batch-size", "the rows of one batch")?
            .integer(in: 1...1_048_576)
        let clipNorm = members["clip-norm"].map { $0.number(in: .positive) }
        let clipValue = members["clip-value"].map { $0.number(in: .positive) }
        let accumulation = members["gradient-accumulation"].map { $0.integer(in: 1...1_048_576) }
        let shuffle = members["shuffle"].map { $0.flag() }
        let stopping = members["early-stopping"].map(Self.earlyStopping)
        let decay = members["average-decay"].map { $0.number(in: .fraction) }
        let precision = members["precision"].map(Self.precision)
        let scale = members["loss-scale"].map(Self.lossScale)
        if let field = members["loss-scale"], precision == nil || precision == .float32 {
            field.failAtKey("it belongs to \"precision: bf16\"")
        }
        guard let epochs, let batchSize else { return nil }
        return TrainingSpecification(
            epochs: epochs, batchSize: batchSize, clipNorm: clipNorm ?? nil,
            clipValue: clipValue ?? nil, gradientAccumulation: (accumulation ?? nil) ?? 1,
            shuffle: (shuffle ?? nil) ?? true, earlyStopping: stopping ?? nil,
            averageDecay: decay ?? nil, precision: (precision ?? nil) ?? .float32,
            lossScale: scale ?? nil)
    }

    private static func precision(_ field: Field) -> PrecisionSpecification? {
        field.word(of: PrecisionSpecification.allCases.map(\.rawValue))
            .flatMap(PrecisionSpecification.init)
    }

    /// Reads `loss-scale: dynamic`, or a number.
    private static func lossScale(_ field: Field) -> LossScaleSpecification? {
        guard case .value(let value) = field.node.content else {
            field.refuse(allowed: "dynamic, or a number above 0")
            return nil
        }
        if case .text("dynamic") = value { return .dynamic }
        if let number = value.number, number.isFinite, number > 0 { return .constant(number) }
        field.refuse(allowed: "dynamic, or a number above 0")
        return nil
    }

    /// Reads `early-stopping: 5`, or a mapping.
    private static func earlyStopping(_ field: Field) -> EarlyStoppingSpecification? {
        let standard = "validation-loss"
        guard field.isMapping else {
            return field.integer(in: 1...1_000_000).map {
                EarlyStoppingSpecification(metric: standard, patience: $0)
            }
        }
        guard let members = Members(field, keys: stoppingKeys) else { return nil }
        let metric = members["metric"].map { $0.word(of: Metric.names) }
        let patience = members.required("patience", "the epochs to wait for a better metric")?
            .integer(in: 1...1_000_000)
        let improvement = members["minimum-improvement"].map { $0.number(in: .notNegative) }
        guard let patience else { return nil }
        return EarlyStoppingSpecification(
            metric: (metric ?? nil) ?? standard, patience: patience,
            minimumImprovement: (improvement ?? nil) ?? 0)
    }
}
