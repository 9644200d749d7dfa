internal import Jobs
internal import Networks
internal import Tensors

extension LayerKind {
    static let conv2d = LayerKind(
        component: ComponentKind(
            name: "conv2d",
            summary:
                "A convolution of images: [height, width, channels] to [height', width', filters].",
            synonyms: ["conv", "convolution", "convolution2d", "conv3d"],
            settings: [.filters] + Setting.imageWindow
                + [.groups, .bias] + Setting.weights),
        input: .images,
        shape: { settings, input throws(ShapeProblem) in
            try checkGroups(settings, channels: input[2])
            return try Window(settings).outputShape(of: input) + [settings.integer("filters")]
        },
        ownParameterCount: { settings, input in
            convolutionParameters(settings, channels: input[2], axes: 2)
        },
        make: { settings, input, key in
            let window = Window(settings)
            return Conv2d(
                channels: input[2], filters: settings.integer("filters"),
                kernel: AxisPair(window.kernel), stride: AxisPair(window.stride),
                padding: AxisPair(window.padding), dilation: AxisPair(window.dilation),
                groups: settings.integer("groups"), bias: settings.flag("bias"),
                initializer: settings.initializer, key: key)
        })

    /// Throws where the groups do not divide the channels and the filters.
    static func checkGroups(_ settings: Settings, channels: Int) throws(ShapeProblem) {
        let (groups, filters) = (settings.integer("groups"), settings.integer("filters"))
        guard channels % groups == 0, filters % groups == 0 else {
            throw ShapeProblem(
                """
                its \(groups) groups must divide its input's \(channels) channels and its \
                \(filters) filters
                """)
        }
    }

    /// The numbers in a convolution's weight and bias; the same for a transposed one.
    static func convolutionParameters(_ settings: Settings, channels: Int, axes: Int) -> Int {
        let filters = settings.integer("filters")
        let area = Window(settings, axes: axes).kernel.reduce(1, *)
        let weights = filters * area * (channels / settings.integer("groups"))
        return weights + (settings.flag("bias") ? filters : 0)
    }
}

extension AxisPair {
    /// [height, width]
    init(_ numbers: [Int]) { self.init(height: numbers[0], width: numbers[1]) }
}

extension Setting {
    static let filters = Setting.required(
        "filters", "the number of output channels", .integer(1...65_536),
        synonyms: ["channels", "out-channels", "out_channels", "features", "outputs"])

    static let groups = Setting.optional(
        "groups", "groups of channels that stay apart; as many as channels: depthwise",
        .integer(1...65_536), standard: .integer(1), synonyms: ["group"])

    /// The window of a convolution of images.
    static let imageWindow = window { .size($0) }

    /// The window of a convolution of sequences.
    static let sequenceWindow = window { .integer($0) }

    private static func window(_ kind: (ClosedRange<Int>) -> SettingKind) -> [Setting] {
        [
            .required(
                "kernel", "the window's size", kind(1...1_024),
                synonyms: ["kernel-size", "kernel_size", "size", "window"]),
            .optional("stride", "how far the window moves", kind(1...1_024), standard: .integer(1)),
            .optional("padding", "zeros around the input", kind(0...1_024), standard: .integer(0)),
            .optional(
                "dilation", "the distance between the window's values", kind(1...1_024),
                standard: .integer(1)),
        ]
    }
}
