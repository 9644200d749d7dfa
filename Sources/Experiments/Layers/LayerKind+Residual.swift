internal import Jobs
internal import Networks

extension LayerKind {
    static let residual = LayerKind(
        component: ComponentKind(
            name: "residual",
            summary:
                "Adds what its layers make of the input to the input or to what a shortcut makes.",
            synonyms: ["skip", "residual-block", "res-block"],
            settings: [
                .required("layers", "the layers beside the shortcut", .layers),
                .optional(
                    "shortcut", "layers beside the others, where the shape changes", .layers,
                    synonyms: ["downsample", "projection", "skip"]),
                .frozen,
            ],
            shorthand: "layers"),
        shape: { settings, input throws(ShapeProblem) in
            let output = try settings.layers("layers").outputShape(input)
            let other = try settings.layers("shortcut").outputShape(input)
            guard output == other else {
                throw ShapeProblem(
                    "adds \(output) of its layers and \(other) of its shortcut: they must agree")
            }
            return output
        },
        parts: { [("layers", $0.layers("layers")), ("shortcut", $0.layers("shortcut"))] },
        join: { parts in
            Residual(parts[0], shortcut: parts[1].layers.isEmpty ? nil : parts[1])
        })

    static let repeated = LayerKind(
        component: ComponentKind(
            name: "repeat",
            summary: "The same layers several times in a row, each time with weights of their own.",
            synonyms: ["stack", "times", "repeated"],
            settings: [
                .required("layers", "the layers to repeat", .layers),
                .required("times", "how often they stand in a row", .integer(1...1_000)),
                .frozen,
            ]),
        shape: { settings, input throws(ShapeProblem) in
            try settings.repeated.outputShape(input)
        },
        parts: { [("", $0.repeated)] },
        isSequence: true, join: { $0[0] })
}

extension Settings {
    fileprivate var repeated: LayerList {
        let once = layers("layers").components
        return LayerList((0..<integer("times")).flatMap { _ in once })
    }
}
