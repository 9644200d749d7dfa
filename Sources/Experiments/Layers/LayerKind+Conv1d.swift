internal import Jobs
internal import Networks

extension LayerKind {
    static let conv1d = LayerKind(
        component: ComponentKind(
            name: "conv1d",
            summary: "A convolution of sequences: [length, channels] to [length', filters].",
            synonyms: ["convolution1d", "temporal-convolution"],
            settings: [.filters] + Setting.sequenceWindow
                + [.groups, .bias] + Setting.weights),
        input: .sequences,
        shape: { settings, input throws(ShapeProblem) in
            try checkGroups(settings, channels: input[1])
            let window = Window(settings, axes: 1)
            return try window.outputShape(of: input) + [settings.integer("filters")]
        },
        ownParameterCount: { settings, input in
            convolutionParameters(settings, channels: input[1], axes: 1)
        },
        make: { settings, input, key in
            let window = Window(settings, axes: 1)
            return Conv1d(
                channels: input[1], filters: settings.integer("filters"),
                kernel: window.kernel[0], stride: window.stride[0], padding: window.padding[0],
                dilation: window.dilation[0], groups: settings.integer("groups"),
                bias: settings.flag("bias"), initializer: settings.initializer, key: key)
        })
}
