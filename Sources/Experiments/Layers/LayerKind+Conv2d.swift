internal import Jobs
internal import Networks

extension LayerKind {
    /// A convolution of images: [height, width, channels] to [height', width', filters].
    static let conv2d = LayerKind(
        component: ComponentKind(
            name: "conv2d", synonyms: ["conv", "convolution", "convolution2d", "conv1d", "conv3d"],
            settings: [
                .required(
                    "filters", "the number of output channels", .integer(1...65_536),
                    synonyms: ["channels", "out-channels", "out_channels", "features", "outputs"]),
                .required(
                    "kernel", "the window's side in pixels", .integer(1...1_024),
                    synonyms: ["kernel-size", "kernel_size", "size", "window"]),
                .optional("stride", .integer(1...1_024), standard: .integer(1)),
                .optional("padding", .integer(0...1_024), standard: .integer(0)),
                .bias,
            ] + Setting.weights),
        input: .images,
        shape: { settings, input throws(ShapeProblem) in
            try Window(settings).outputShape(of: input) + [settings.integer("filters")]
        },
        ownParameterCount: { settings, input in
            let kernel = settings.integer("kernel")
            let weights = kernel * kernel * input[2] + (settings.flag("bias") ? 1 : 0)
            return settings.integer("filters") * weights
        },
        make: { settings, input, key in
            let window = Window(settings)
            return Conv2d(
                channels: input[2], filters: settings.integer("filters"), kernel: window.kernel,
                stride: window.stride, padding: window.padding, bias: settings.flag("bias"),
                initializer: settings.initializer, key: key)
        })
}
