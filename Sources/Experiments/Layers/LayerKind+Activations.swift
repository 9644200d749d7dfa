internal import Jobs
internal import Networks
internal import Tensors

extension LayerKind {
    static let relu = LayerKind(
        component: ComponentKind(name: "relu"), make: { _, _, _ in ReLU() })

    static let leakyReLU = LayerKind(
        component: ComponentKind(
            name: "leaky-relu", synonyms: ["lrelu"],
            settings: [
                .optional(
                    "slope", .number(.notNegative), standard: .real(0.01),
                    synonyms: ["negative-slope", "negative_slope", "alpha"])
            ],
            shorthand: "slope"),
        make: { settings, _, _ in LeakyReLU(slope: settings.number("slope")) })

    static let tanh = LayerKind(
        component: ComponentKind(name: "tanh"), make: { _, _, _ in Tanh() })

    static let sigmoid = LayerKind(
        component: ComponentKind(name: "sigmoid", synonyms: ["logistic"]),
        make: { _, _, _ in Sigmoid() })

    static let gelu = LayerKind(
        component: ComponentKind(
            name: "gelu",
            settings: [
                .optional(
                    "approximation", .word(["none", "tanh"]), standard: .text("none"),
                    synonyms: ["approximate"])
            ]),
        make: { settings, _, _ in
            GELU(settings.word("approximation") == "tanh" ? .tanh : .exact)
        })

    /// Over the features or the channels.
    static let softmax = LayerKind(
        component: ComponentKind(name: "softmax"), make: { _, _, _ in Softmax() })

    /// Log-probabilities over the features or the channels.
    static let logSoftmax = LayerKind(
        component: ComponentKind(name: "log-softmax", synonyms: ["logsoftmax"]),
        make: { _, _, _ in LogSoftmax() })
}
