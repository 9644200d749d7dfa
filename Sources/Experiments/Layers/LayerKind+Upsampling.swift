internal import Jobs
internal import Networks
internal import Tensors

extension LayerKind {
    static let convTranspose2d = LayerKind(
        component: ComponentKind(
            name: "conv-transpose2d",
            summary:
                "A transposed convolution of images: [height, width, channels] to more pixels.",
            synonyms: ["transposed-conv2d", "deconvolution", "deconv2d", "convtranspose2d"],
            settings: [.filters] + Setting.imageWindow
                + [
                    .optional(
                        "output-padding", "rows and columns added to the output", .size(0...1_023),
                        standard: .integer(0))
                ]
                + [.groups, .bias] + Setting.weights,
            objection: { settings in
                let (more, stride) = (settings.size("output-padding"), settings.size("stride"))
                return zip(more, stride).allSatisfy { $0 < $1 }
                    ? nil
                    : "found an output padding of \(more); allowed: less than the stride \(stride)"
            }),
        input: .images,
        shape: { settings, input throws(ShapeProblem) in
            try checkGroups(settings, channels: input[2])
            let output = try Window(settings).transposedShape(
                of: input, outputPadding: settings.size("output-padding"))
            return output + [settings.integer("filters")]
        },
        ownParameterCount: { settings, input in
            convolutionParameters(settings, channels: input[2], axes: 2)
        },
        make: { settings, input, key in
            let window = Window(settings)
            return ConvTranspose2d(
                channels: input[2], filters: settings.integer("filters"),
                kernel: AxisPair(window.kernel), stride: AxisPair(window.stride),
                padding: AxisPair(window.padding),
                outputPadding: AxisPair(settings.size("output-padding")),
                dilation: AxisPair(window.dilation), groups: settings.integer("groups"),
                bias: settings.flag("bias"), initializer: settings.initializer, key: key)
        })

    static let upsample = LayerKind(
        component: ComponentKind(
            name: "upsample",
            summary:
                "More pixels: factor times the height and the width of an image.",
            synonyms: ["upsample2d", "upsampling", "upsampling2d", "resize"],
            settings: [
                .required(
                    "factor", "how many times the height and the width", .integer(1...64),
                    synonyms: ["scale", "scale-factor", "scale_factor", "size"]),
                .optional(
                    "mode", "how new pixels come about", .word(["nearest", "bilinear"]),
                    standard: .text("nearest"),
                    synonyms: ["interpolation"]),
            ],
            shorthand: "factor"),
        input: .images,
        shape: { settings, input in
            let factor = settings.integer("factor")
            return [input[0] * factor, input[1] * factor, input[2]]
        },
        make: { settings, _, _ in
            Upsample(
                factor: settings.integer("factor"),
                mode: settings.word("mode") == "bilinear" ? .bilinear : .nearest)
        })
}
