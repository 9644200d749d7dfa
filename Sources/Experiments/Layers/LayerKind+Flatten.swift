internal import Networks

extension LayerKind {
    static let flatten = LayerKind(
        component: ComponentKind(
            name: "flatten",
            summary:
                "One vector from each input: [height, width, channels] to [their product]."
        ),
        shape: { _, input in [input.reduce(1, *)] }, make: { _, _, _ in Flatten() })
}
