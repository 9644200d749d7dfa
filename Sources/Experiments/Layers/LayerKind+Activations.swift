internal import Jobs

extension LayerKind {
    static let relu = LayerKind(component: ComponentKind(name: "relu"))

    static let leakyReLU = LayerKind(
        component: ComponentKind(
            name: "leaky-relu", synonyms: ["lrelu"],
            settings: [
                .optional(
                    "slope", .number(.notNegative), standard: .real(0.01),
                    synonyms: ["negative-slope", "negative_slope", "alpha"])
            ],
            shorthand: "slope"))

    static let tanh = LayerKind(component: ComponentKind(name: "tanh"))

    static let sigmoid = LayerKind(
        component: ComponentKind(name: "sigmoid", synonyms: ["logistic"]))

    static let gelu = LayerKind(
        component: ComponentKind(
            name: "gelu",
            settings: [
                .optional(
                    "approximation", .word(["none", "tanh"]), standard: .text("none"),
                    synonyms: ["approximate"])
            ]))

    /// Over the features or the channels.
    static let softmax = LayerKind(component: ComponentKind(name: "softmax"))
}
