internal import Jobs
internal import Networks

extension LayerKind {
    /// Batch normalisation of the last axis: features, also of sequences, or an image's channels.
    static let batchNorm = batchNorm(
        "batch-norm", input: .any, synonyms: ["bn", "batch-normalization"])
    static let batchNorm1d = batchNorm("batch-norm1d", input: .vectors)
    static let batchNorm2d = batchNorm("batch-norm2d", input: .images)

    private static func batchNorm(
        _ name: String, input: Input, synonyms: [String] = []
    ) -> LayerKind {
        LayerKind(
            component: ComponentKind(
                name: name, synonyms: synonyms,
                settings: [
                    .optional(
                        "epsilon", .number(.positive), standard: .real(1e-5), synonyms: ["eps"]),
                    .optional("momentum", .number(.share), standard: .real(0.1)),
                    .frozen,
                ]),
            input: input,
            ownParameterCount: { _, input in 2 * (input.last ?? 0) },
            make: { settings, input, _ in
                let (momentum, epsilon) = (settings.number("momentum"), settings.number("epsilon"))
                return input.count == 3
                    ? BatchNorm2d(input[2], momentum: momentum, epsilon: epsilon)
                    : BatchNorm1d(input[input.count - 1], momentum: momentum, epsilon: epsilon)
            })
    }
}
