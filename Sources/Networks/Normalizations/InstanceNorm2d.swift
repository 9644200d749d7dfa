internal import Components
public import Tensors

/// (x − mean) / √(variance + ε) of each channel of each image on its own, times a weight and plus a
/// bias where they are learned: input and output [n, height, width, channels].
///
/// Source: D. Ulyanov et al., "Instance normalization", arXiv 1607.08022.
public struct InstanceNorm2d: Layer {
    public let channels: Int
    /// [channels], 1 at first; nil where nothing is learned.
    public let weight: Parameter?
    /// [channels], 0 at first; nil where nothing is learned.
    public let bias: Parameter?
    public let epsilon: Double

    public init(_ channels: Int, affine: Bool = false, epsilon: Double = 1e-5) {
        self.channels = channels
        weight = affine ? Parameter([channels], filledWith: 1) : nil
        bias = affine ? Parameter([channels], filledWith: 0) : nil
        self.epsilon = epsilon
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        instanceNorm(
            input, scale: weight?.tracked ?? .full([channels], 1, type: input.type),
            shift: bias?.tracked ?? .zeros([channels], type: input.type), epsilon: epsilon)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 3, inputShape[2] == channels else {
            throw ShapeError(
                """
                instance-norm2d takes images of shape [height, width, \(channels)], not \
                \(inputShape)
                """)
        }
        return inputShape
    }

    public var signalRole: SignalRole { .normalization }
}

extension LayerKind {
    package static let instanceNorm2d = LayerKind(
        component: ComponentKind(
            name: "instance-norm2d",
            summary: "Normalises each channel of each image.",
            synonyms: ["instance-norm", "instancenorm"],
            settings: [
                .optional(
                    "affine", "whether a learned scale and shift follow", .flag,
                    standard: .flag(false)), .epsilon, .frozen,
            ]),
        input: .images,
        make: { settings, input, _ in
            InstanceNorm2d(
                input[2], affine: settings.flag("affine"), epsilon: settings.number("epsilon"))
        })
}
