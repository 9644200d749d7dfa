internal import Jobs
internal import Networks

extension LayerKind {
    static let maxPool2d = pooling(
        "max-pool2d", "The largest value of each window of an image.",
        synonyms: ["max-pooling", "maxpooling2d"]
    ) { MaxPool2d(kernel: $0.kernel[0], stride: $0.stride[0], padding: $0.padding[0]) }

    static let avgPool2d = pooling(
        "avg-pool2d", "The mean of each window of an image.",
        synonyms: ["average-pool2d", "mean-pool2d", "average-pooling2d"]
    ) { AvgPool2d(kernel: $0.kernel[0], stride: $0.stride[0], padding: $0.padding[0]) }

    static let adaptiveAvgPool2d = LayerKind(
        component: ComponentKind(
            name: "adaptive-avg-pool2d",
            summary: "Means over as many windows as the output has pixels.",
            synonyms: ["global-avg-pool2d", "global-average-pooling", "gap"],
            settings: [
                .required(
                    "size", "the output's pixels", .size(1...65_536),
                    synonyms: ["output", "output-size", "output_size"])
            ],
            shorthand: "size"),
        input: .images,
        shape: { settings, input in settings.size("size") + [input[2]] },
        make: { settings, _, _ in
            let size = settings.size("size")
            return AdaptiveAvgPool2d(height: size[0], width: size[1])
        })

    static let globalAvgPool1d = global(
        "global-avg-pool1d", "The mean of each feature of a sequence over its places.",
        synonyms: ["adaptive-avg-pool1d", "global-average-pooling1d", "mean-over-time"]
    ) { GlobalAvgPool1d() }

    static let globalMaxPool1d = global(
        "global-max-pool1d", "The largest value of each feature of a sequence over its places.",
        synonyms: ["adaptive-max-pool1d", "global-max-pooling1d", "max-over-time"]
    ) { GlobalMaxPool1d() }

    private static func global(
        _ name: String, _ summary: String, synonyms: [String],
        make: @escaping @Sendable () -> any Layer
    ) -> LayerKind {
        LayerKind(
            component: ComponentKind(name: name, summary: summary, synonyms: synonyms),
            input: .sequences,
            shape: { _, input in [input[1]] },
            make: { _, _, _ in make() })
    }

    private static func pooling(
        _ name: String, _ summary: String, synonyms: [String],
        make: @escaping @Sendable (Window) -> any Layer
    ) -> LayerKind {
        LayerKind(
            component: ComponentKind(
                name: name, summary: summary, synonyms: synonyms,
                settings: [
                    .required(
                        "kernel", "the window's side in pixels", .integer(1...1_024),
                        synonyms: ["size", "kernel-size", "kernel_size", "pool-size", "window"]),
                    .optional(
                        "stride", "how far the window moves, else by its side",
                        .integer(1...1_024)),
                    .optional(
                        "padding", "pixels around the image", .integer(0...1_024),
                        standard: .integer(0)),
                ],
                shorthand: "kernel",
                objection: { settings in
                    let (kernel, padding) = (
                        settings.integer("kernel"), settings.integer("padding")
                    )
                    return padding > kernel / 2
                        ? "found a padding of \(padding); "
                            + "allowed: at most half the kernel \(kernel)"
                        : nil
                }),
            input: .images,
            shape: { settings, input throws(ShapeProblem) in
                try Window(pooling: settings).outputShape(of: input) + [input[2]]
            },
            make: { settings, _, _ in make(Window(pooling: settings)) })
    }
}
