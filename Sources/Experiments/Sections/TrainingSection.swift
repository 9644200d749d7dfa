internal import Jobs
internal import Training

/// The keys of the section `training`.
enum TrainingSection {
    static func read(_ field: Field) -> TrainingSpecification? {
        guard field.isMapping else {
            let names = kind.settings.map(\.name).joined(separator: ", ")
            field.refuse(allowed: "a mapping with the keys \(names)")
            return nil
        }
        return kind.read(field).map { training(Settings($0, kind: kind)) }
    }

    private static func training(_ settings: Settings) -> TrainingSpecification {
        TrainingSpecification(
            epochs: settings.integer("epochs"), batchSize: settings.integer("batch-size"),
            clipNorm: settings.optionalNumber("clip-norm"),
            clipValue: settings.optionalNumber("clip-value"),
            gradientAccumulation: settings.integer("gradient-accumulation"),
            shuffle: settings.flag("shuffle"),
            earlyStopping: settings.component("early-stopping").map(earlyStopping),
            averageDecay: settings.optionalNumber("average-decay"),
            precision: PrecisionSpecification(rawValue: settings.word("precision")) ?? .float32,
            lossScale: settings.scalar("loss-scale").map { scale in
                scale.number.map { .constant($0) } ?? .dynamic
            },
            pruning: settings.component("pruning").map(pruning))
    }

    private static func earlyStopping(
        _ specification: ComponentSpecification
    ) -> EarlyStoppingSpecification {
        let settings = Settings(specification, kind: stopping)
        return EarlyStoppingSpecification(
            metric: settings.word("metric"), patience: settings.integer("patience"),
            minimumImprovement: settings.number("minimum-improvement"))
    }

    private static func pruning(_ specification: ComponentSpecification) -> PruningSpecification {
        let settings = Settings(specification, kind: pruningKind)
        return PruningSpecification(
            sparsity: settings.number("sparsity"),
            afterEpochs: settings.optionalInteger("after-epochs"),
            isGlobal: settings.word("of") == "all")
    }

    static let kind = ComponentKind(
        name: "training", summary: "How long and in which portions an experiment trains.",
        settings: [
            .required(
                "epochs", "how often the training rows are gone through", .integer(1...1_000_000),
                synonyms: ["max-epochs", "num-epochs", "num_epochs", "n-epochs"]),
            .required(
                "batch-size", "the rows of one batch", .integer(1...1_048_576),
                synonyms: ["batch", "bs", "batch_size", "batchsize"]),
            .optional(
                "clip-norm", "gradients are scaled down to this norm where theirs is larger",
                .number(.positive),
                synonyms: ["clip", "max-norm", "clip-grad-norm", "gradient-clipping", "grad-clip"]),
            .optional(
                "clip-value", "every gradient's values beyond this, up or down, are brought there",
                .number(.positive), synonyms: ["clip-grad-value", "max-value"]),
            .optional(
                "gradient-accumulation", "how many batches' gradients make one step",
                .integer(1...1_048_576), standard: .integer(1),
                synonyms: ["accumulate", "accumulation"]),
            .optional(
                "shuffle", "whether each epoch takes the rows in a new random order, or as stored",
                .flag, standard: .flag(true)),
            .optional(
                "early-stopping", "when training ends before its last epoch", .group(stopping),
                synonyms: ["early_stopping", "patience", "stop-early"]),
            .optional(
                "average-decay",
                "how much a moving average of the weights keeps; it is judged in their place",
                .number(.fraction), synonyms: ["ema", "ema-decay", "weight-average", "swa"]),
            .optional(
                "pruning", "which weights become 0 in the middle of the training, and stay so",
                .group(pruningKind), synonyms: ["prune", "magnitude-pruning", "sparsity"]),
            .optional(
                "precision", "how exact the operands of products are",
                .word(PrecisionSpecification.allCases.map(\.rawValue)), standard: .text("float32"),
                synonyms: ["dtype", "amp", "autocast", "mixed-precision"]),
            .optional(
                "loss-scale",
                "by what the loss is multiplied before it is differentiated, of `precision: bf16`",
                .wordOrNumber("dynamic", .positive),
                synonyms: ["loss-scaling", "loss_scale", "grad-scaler"]),
        ],
        objection: { settings in
            if settings["loss-scale"] != nil, settings.word("precision") == "float32" {
                return "\"loss-scale\" belongs to \"precision: bf16\""
            }
            guard let pruning = settings.component("pruning").map(pruning),
                let after = pruning.afterEpochs, after >= settings.integer("epochs")
            else { return nil }
            return "\"pruning\" after \(after) epochs leaves none of the "
                + "\(settings.integer("epochs")) to train what is left"
        })

    private static let pruningKind = ComponentKind(
        name: "pruning", summary: "Sets the smallest weights to 0 (Han et al. 2015).",
        settings: [
            .required(
                "sparsity", "the share of the weights that become 0", .number(.insideUnit),
                synonyms: ["share", "amount", "rate"]),
            .optional(
                "after-epochs", "the epochs before, else half of all", .integer(0...1_000_000),
                synonyms: ["after", "start", "epoch"]),
            .optional(
                "of", "whether each layer gives this share, or all layers together",
                .word(["each", "all"]), standard: .text("each"), synonyms: ["scope", "global"]),
        ],
        shorthand: "sparsity")

    private static let stopping = ComponentKind(
        name: "early-stopping", summary: "Ends a training whose metric no longer gets better.",
        settings: [
            .optional(
                "metric", "what is watched", .word(Metric.names),
                standard: .text("validation-loss"), synonyms: ["monitor", "on"]),
            .required(
                "patience", "the epochs to wait for a better metric", .integer(1...1_000_000),
                synonyms: ["epochs", "wait"]),
            .optional(
                "minimum-improvement", "what counts as better must be better by more than this",
                .number(.notNegative), standard: .integer(0),
                synonyms: ["min-delta", "min_delta", "delta", "threshold"]),
        ],
        shorthand: "patience")
}
