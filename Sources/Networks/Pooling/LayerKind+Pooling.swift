internal import Components

/// What kinds of poolings share.
extension LayerKind {
    /// A pooling of an image by windows.
    static func pooling(
        _ name: String, _ summary: String, synonyms: [String],
        make: @escaping @Sendable (_ kernel: Int, _ stride: Int, _ padding: Int) -> any Layer
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
            make: { settings, _, _ in
                let kernel = settings.integer("kernel")
                return make(
                    kernel, settings.optionalInteger("stride") ?? kernel,
                    settings.integer("padding"))
            })
    }

    /// A pooling of a whole sequence.
    static func global(
        _ name: String, _ summary: String, synonyms: [String],
        make: @escaping @Sendable () -> any Layer
    ) -> LayerKind {
        LayerKind(
            component: ComponentKind(name: name, summary: summary, synonyms: synonyms),
            input: .sequences, make: { _, _, _ in make() })
    }
}
