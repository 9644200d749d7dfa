internal import Jobs
internal import Networks

extension LayerKind {
    static let dropout = LayerKind(
        component: ComponentKind(
            name: "dropout",
            summary:
                "Sets a share of the values to 0 while the network learns.",
            settings: [
                Setting.required(
                    "rate", "the share of values set to 0", .number(.fraction),
                    synonyms: ["p", "probability"]
                ).asRegulariser
            ],
            shorthand: "rate"),
        make: { settings, _, _ in Dropout(settings.number("rate")) })

    static let dropout2d = LayerKind(
        component: ComponentKind(
            name: "dropout2d",
            summary: "Sets a share of each image's channels to 0 while the network learns.",
            synonyms: ["spatial-dropout"],
            settings: [
                Setting.required(
                    "rate", "the share of channels set to 0", .number(.fraction),
                    synonyms: ["p", "probability"]
                ).asRegulariser
            ],
            shorthand: "rate"),
        input: .images,
        make: { settings, _, _ in Dropout2d(settings.number("rate")) })
}
