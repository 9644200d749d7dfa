internal import Components

extension LayerKind {
    package static let repeated = LayerKind(
        component: ComponentKind(
            name: "repeat",
            summary: "The same layers several times in a row, each time with weights of their own.",
            synonyms: ["stack", "times", "repeated"],
            settings: [
                .required("layers", "the layers to repeat", .layers),
                .required("times", "how often they stand in a row", .integer(1...1_000)),
                .frozen,
            ]),
        parts: { [("", $0.repeated)] },
        isSequence: true, join: { $0[0] })
}

extension Settings {
    fileprivate var repeated: LayerList {
        let once = layers("layers").components
        return LayerList((0..<integer("times")).flatMap { _ in once })
    }
}
