internal import Jobs
internal import Networks
internal import Tensors

extension LayerKind {
    static let relu = LayerKind(
        component: ComponentKind(
            name: "relu",
            summary: "max(x, 0)."), make: { _, _, _ in ReLU() })

    static let leakyReLU = LayerKind(
        component: ComponentKind(
            name: "leaky-relu",
            summary: "x above 0, slope · x below.",
            synonyms: ["lrelu"],
            settings: [
                .optional(
                    "slope", "the slope below 0", .number(.notNegative), standard: .real(0.01),
                    synonyms: ["negative-slope", "negative_slope", "alpha"])
            ],
            shorthand: "slope"),
        make: { settings, _, _ in LeakyReLU(slope: settings.number("slope")) })

    static let tanh = LayerKind(
        component: ComponentKind(
            name: "tanh",
            summary: "The hyperbolic tangent."), make: { _, _, _ in Tanh() })

    static let sigmoid = LayerKind(
        component: ComponentKind(
            name: "sigmoid",
            summary: "1 / (1 + exp(−x)).",
            synonyms: ["logistic"]),
        make: { _, _, _ in Sigmoid() })

    static let gelu = LayerKind(
        component: ComponentKind(
            name: "gelu",
            summary:
                "x · Φ(x), with the normal distribution function Φ (Hendrycks and Gimpel 2016).",
            settings: [
                .optional(
                    "approximation", "exact, or the formula with tanh", .word(["none", "tanh"]),
                    standard: .text("none"),
                    synonyms: ["approximate"])
            ]),
        make: { settings, _, _ in
            GELU(settings.word("approximation") == "tanh" ? .tanh : .exact)
        })

    static let softmax = LayerKind(
        component: ComponentKind(
            name: "softmax",
            summary: "Probabilities over the features or the channels: exp(x) over its sum."),
        make: { _, _, _ in Softmax() })

    static let logSoftmax = LayerKind(
        component: ComponentKind(
            name: "log-softmax",
            summary: "Logarithms of the softmax's probabilities, which `nll` takes.",
            synonyms: ["logsoftmax"]),
        make: { _, _, _ in LogSoftmax() })
}
