internal import Components
public import Tensors

/// (x − mean) / √(variance + ε) · weight + bias, with statistics over all pixels of each group of
/// neighbouring channels of each image on its own: input and output [n, …, channels].
///
/// Source: Y. Wu, K. He, "Group normalization", arXiv 1803.08494.
public struct GroupNorm: Layer {
    public let groups: Int
    /// [channels], 1 at first.
    public let weight: Parameter
    /// [channels], 0 at first.
    public let bias: Parameter
    public let epsilon: Double

    /// - Parameter groups: a divisor of `channels`.
    public init(groups: Int, channels: Int, epsilon: Double = 1e-5) {
        if groups < 1 || channels % groups != 0 {
            fatalError("\(channels) channels do not split into \(groups) groups")
        }
        self.groups = groups
        weight = Parameter([channels], filledWith: 1)
        bias = Parameter([channels], filledWith: 0)
        self.epsilon = epsilon
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        groupNorm(
            input, groups: groups, scale: weight.tracked, shift: bias.tracked, epsilon: epsilon)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.last == weight.count else {
            throw ShapeError(
                """
                group-norm takes \(weight.count) channels on the last axis, not \
                \(inputShape)
                """)
        }
        return inputShape
    }

    public var signalRole: SignalRole { .normalization }
}

extension LayerKind {
    package static let groupNorm = LayerKind(
        component: ComponentKind(
            name: "group-norm",
            summary: "Normalises groups of an image's channels (Wu and He 2018).",
            synonyms: ["groupnorm", "gn"],
            settings: [
                .required("groups", "how many groups the channels form", .integer(1...65_536)),
                .epsilon, .frozen,
            ],
            shorthand: "groups"),
        input: .images,
        make: { settings, input, _ throws(ShapeError) in
            let groups = settings.integer("groups")
            guard input[2] % groups == 0 else {
                throw ShapeError(
                    "the \(input[2]) channels of its input \(input) do not split into"
                        + " \(groups) groups")
            }
            return GroupNorm(
                groups: groups, channels: input[2],
                epsilon: settings.number("epsilon"))
        })
}
