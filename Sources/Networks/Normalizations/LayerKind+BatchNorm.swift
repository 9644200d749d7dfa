internal import Components

extension LayerKind {
    package static let batchNorm = batchNorm(
        "batch-norm",
        "Normalises the last axis, features or channels, over the batch (Ioffe and Szegedy 2015).",
        input: .any, synonyms: ["bn", "batch-normalization"])
    package static let batchNorm1d = batchNorm(
        "batch-norm1d", "Batch normalisation of [features], also of sequences.", input: .vectors)
    package static let batchNorm2d = batchNorm(
        "batch-norm2d", "Batch normalisation of an image's channels.", input: .images)

    private static func batchNorm(
        _ name: String, _ summary: String, input: Input, synonyms: [String] = []
    ) -> LayerKind {
        LayerKind(
            component: ComponentKind(
                name: name, summary: summary, synonyms: synonyms,
                settings: [
                    .epsilon,
                    .optional(
                        "momentum", "the share of each batch in the running statistics",
                        .number(.share), standard: .real(0.1)),
                    .frozen,
                ]),
            input: input,
            make: { settings, input, _ in
                let (momentum, epsilon) = (settings.number("momentum"), settings.number("epsilon"))
                return input.count == 3
                    ? BatchNorm2d(input[2], momentum: momentum, epsilon: epsilon)
                    : BatchNorm1d(input[input.count - 1], momentum: momentum, epsilon: epsilon)
            })
    }
}
