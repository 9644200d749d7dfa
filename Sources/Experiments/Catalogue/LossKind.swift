internal import Jobs
internal import Networks
internal import Tensors

/// One loss: its keys and the metric that goes with it.
struct LossKind: Catalogued {
    /// What the data must say of their classes.
    enum Classes: Sendable {
        case required
        /// Two, or none where each target is a column of 0 and 1.
        case two
        case any
    }

    let component: ComponentKind
    /// What beside the loss judges its predictions: `accuracy` or `r2`.
    let score: String
    let classes: Classes
    let make: @Sendable (Settings) -> any Loss

    private init(
        _ name: String, _ summary: String, aliases: [String] = [], synonyms: [String] = [],
        settings: [Setting] = [], score: String, classes: Classes,
        make: @escaping @Sendable (Settings) -> any Loss
    ) {
        component = ComponentKind(
            name: name, summary: summary, aliases: aliases, synonyms: synonyms,
            settings: settings + [Self.reduction])
        self.score = score
        self.classes = classes
        self.make = make
    }

    private static let reduction = Setting.optional(
        "reduction", "over the rows of a batch", .word(["mean", "sum"]), standard: .text("mean"))

    private static let ignoredClass = Setting.optional(
        "ignored-class", "rows, or positions, of this class do not count",
        .integer(-Int(Int32.max)...Int(Int32.max)),
        synonyms: ["ignore-index", "ignore-class", "padding-class"])

    private static let margin = Setting.optional(
        "margin", "how far right scores must lie above the others", .number(.positive),
        standard: .integer(1))

    static let crossEntropy = LossKind(
        "cross-entropy", "Softmax and the negative log-likelihood of the target's class.",
        aliases: ["softmax-cross-entropy", "categorical-cross-entropy"],
        synonyms: ["ce", "crossentropyloss"],
        settings: [
            Setting.optional(
                "label-smoothing", "the share of a target spread over all classes",
                .number(.fraction), standard: .integer(0), synonyms: ["smoothing"]
            ).asRegulariser,
            ignoredClass,
        ],
        score: "accuracy", classes: .required,
        make: {
            CrossEntropy(
                labelSmoothing: $0.number("label-smoothing"), ignoredClass: $0.ignoredClass,
                reduction: $0.reduction)
        })

    static let binaryCrossEntropy = LossKind(
        "binary-cross-entropy",
        "Sigmoid and the negative log-likelihood of two classes: takes logits.",
        aliases: ["bce", "binary-cross-entropy-with-logits", "bce-with-logits"],
        synonyms: ["logistic", "bcewithlogitsloss"], score: "accuracy", classes: .two,
        make: { BinaryCrossEntropyWithLogits(reduction: $0.reduction) })

    static let meanSquaredError = LossKind(
        "mean-squared-error", "The mean of (prediction − target)².", aliases: ["mse"],
        synonyms: ["l2", "squared-error", "mseloss"],
        score: "r2", classes: .any, make: { MeanSquaredError(reduction: $0.reduction) })

    static let negativeLogLikelihood = LossKind(
        "negative-log-likelihood",
        "The negative log-likelihood of the target's class: takes log-probabilities.",
        aliases: ["nll"], synonyms: ["nllloss"],
        settings: [ignoredClass], score: "accuracy", classes: .required,
        make: {
            NegativeLogLikelihood(ignoredClass: $0.ignoredClass, reduction: $0.reduction)
        })

    static let binaryCrossEntropyOfProbabilities = LossKind(
        "binary-cross-entropy-of-probabilities",
        "The negative log-likelihood of two classes: takes probabilities.",
        aliases: ["bce-of-probabilities"],
        synonyms: ["bceloss"], score: "accuracy", classes: .two,
        make: { BinaryCrossEntropy(reduction: $0.reduction) })

    static let meanAbsoluteError = LossKind(
        "mean-absolute-error", "The mean of |prediction − target|.", aliases: ["mae", "l1"],
        synonyms: ["absolute-error", "l1loss"],
        score: "r2", classes: .any, make: { MeanAbsoluteError(reduction: $0.reduction) })

    static let huber = LossKind(
        "huber", "Squared for small errors, linear for those above delta (Huber 1964).",
        synonyms: ["smooth-l1", "huberloss"],
        settings: [
            .optional(
                "delta", "where the loss becomes linear", .number(.positive), standard: .integer(1))
        ],
        score: "r2", classes: .any,
        make: { Huber(delta: $0.number("delta"), reduction: $0.reduction) })

    static let hinge = LossKind(
        "hinge", "max(0, margin − y · prediction), y = ±1 for two classes.",
        synonyms: ["binary-hinge"], settings: [margin], score: "accuracy", classes: .two,
        make: { Hinge(margin: $0.number("margin"), reduction: $0.reduction) })

    static let multiMargin = LossKind(
        "multi-margin",
        "Σ max(0, margin − score of the class + score of another) over the other classes.",
        synonyms: ["multi-class-hinge", "multimarginloss"],
        settings: [margin, ignoredClass], score: "accuracy", classes: .required,
        make: {
            MultiMargin(
                margin: $0.number("margin"), ignoredClass: $0.ignoredClass,
                reduction: $0.reduction)
        })

    static let klDivergence = LossKind(
        "kl-divergence",
        "Σ target · (log target − prediction): takes log-probabilities.", aliases: ["kl"],
        synonyms: ["kldivloss", "kullback-leibler"],
        settings: [ignoredClass], score: "accuracy", classes: .any,
        make: { KLDivergence(ignoredClass: $0.ignoredClass, reduction: $0.reduction) })
}

extension Settings {
    fileprivate var reduction: Reduction { word("reduction") == "sum" ? .sum : .mean }

    fileprivate var ignoredClass: Int32? {
        optionalInteger("ignored-class").flatMap { Int32(exactly: $0) }
    }
}
