internal import Components
public import Randomness
public import Tensors

/// A fully connected layer: y = x Wᵀ + b.
///
/// Input [n, inputs] or sequences [n, length, inputs], output [n, outputs] or [n, length, outputs],
/// `weight` [outputs, inputs], `bias` [outputs].
public struct Linear: LinearLayer {
    public let weight: Parameter
    public let bias: Parameter?

    public init(weight: Parameter, bias: Parameter?) {
        self.weight = weight
        self.bias = bias
    }

    /// - Parameter key: what the initial values are drawn from.
    public init(
        inputs: Int, outputs: Int, bias: Bool = true, initializer: Initializer = .he,
        key: RandomKey
    ) {
        let fans = Fans(incoming: inputs, outgoing: outputs)
        weight = initializer.weight(shape: [outputs, inputs], fans: fans, key: key)
        self.bias = bias ? initializer.bias(count: outputs, fans: fans, key: key) : nil
    }

    public var inputs: Int { weight.shape[1] }
    public var outputs: Int { weight.shape[0] }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        if input.rank == 2 { return linear(input, weight.tracked, bias?.tracked) }
        let axes = Array(input.shape.dropLast())
        let rows = input.reshaped([axes.reduce(1, *), inputs])
        return linear(rows, weight.tracked, bias?.tracked).reshaped(axes + [outputs])
    }

    public func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer {
        replacement(self)
    }
}

extension LayerKind {
    package static let linear = LayerKind(
        component: ComponentKind(
            name: "linear",
            summary: "A fully connected layer: [inputs] to [features], of a sequence at each step.",
            synonyms: ["dense", "fc", "fully-connected", "affine"],
            settings: [
                .required(
                    "features", "the number of outputs", .integer(1...1_048_576),
                    synonyms: ["units", "outputs", "out-features", "out_features", "size"]),
                .bias,
                .optional(
                    "tied", "whether the weight is that of the embedding before, or of which one",
                    .tie,
                    standard: .flag(false),
                    synonyms: ["tie", "tied-to", "tie-weights", "weight-tying", "shared"]),
            ] + Setting.weights,
            shorthand: "features",
            objection: { settings in
                settings.tie != nil && settings.flag("frozen")
                    ? "\"tied\" and \"frozen\" do not go together: freeze the embedding" : nil
            }),
        input: .vectors,
        make: { settings, input, key in
            Linear(
                inputs: input[input.count - 1], outputs: settings.integer("features"),
                bias: settings.flag("bias"), initializer: settings.initializer, key: key)
        })
}
