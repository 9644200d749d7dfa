internal import Jobs
internal import Networks
internal import Tensors

/// One loss: its keys and the metric that goes with it.
struct LossKind: Catalogued {
    let component: ComponentKind
    /// What beside the loss judges its predictions: `accuracy` or `r2`.
    let score: String
    let make: @Sendable (Settings) -> any Loss

    private static let reduction = Setting.optional(
        "reduction", .word(["mean", "sum"]), standard: .text("mean"))

    static let crossEntropy = LossKind(
        component: ComponentKind(
            name: "cross-entropy",
            aliases: ["softmax-cross-entropy", "categorical-cross-entropy"],
            synonyms: ["ce", "nll", "negative-log-likelihood", "crossentropyloss"],
            settings: [
                .optional(
                    "label-smoothing", .number(.fraction), standard: .integer(0),
                    synonyms: ["smoothing"]),
                reduction,
            ]),
        score: "accuracy",
        make: {
            CrossEntropy(labelSmoothing: $0.number("label-smoothing"), reduction: $0.reduction)
        })

    static let binaryCrossEntropy = LossKind(
        component: ComponentKind(
            name: "binary-cross-entropy",
            aliases: ["bce", "binary-cross-entropy-with-logits", "bce-with-logits"],
            synonyms: ["logistic", "bceloss", "bcewithlogitsloss"],
            settings: [reduction]),
        score: "accuracy",
        make: { BinaryCrossEntropyWithLogits(reduction: $0.reduction) })

    static let meanSquaredError = LossKind(
        component: ComponentKind(
            name: "mean-squared-error", aliases: ["mse"],
            synonyms: ["l2", "squared-error", "mseloss"], settings: [reduction]),
        score: "r2",
        make: { MeanSquaredError(reduction: $0.reduction) })
}

extension Settings {
    fileprivate var reduction: Reduction { word("reduction") == "sum" ? .sum : .mean }
}
