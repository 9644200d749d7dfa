internal import Networks

extension LayerKind {
    /// One vector from each image: [height, width, channels] to [height · width · channels].
    static let flatten = LayerKind(
        component: ComponentKind(name: "flatten"),
        shape: { _, input in [input.reduce(1, *)] }, make: { _, _, _ in Flatten() })
}
