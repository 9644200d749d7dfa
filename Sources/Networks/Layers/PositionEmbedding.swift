internal import Components
public import Randomness
public import Tensors

/// Adds a learned vector to each position of a sequence, so that attention can tell positions
/// apart.
///
/// Input and output [n, length, features], `weight` [longest, features], length at most longest.
public struct PositionEmbedding: Layer {
    /// [longest, features]
    public let weight: Parameter

    /// Makes a layer of given vectors, [longest, features].
    public init(weight: Parameter) {
        self.weight = weight
    }

    /// - Parameter initializer: by default normal with deviation 1, as in PyTorch's embeddings.
    public init(
        longest: Int, features: Int, initializer: Initializer = .normal(deviation: 1),
        key: RandomKey
    ) {
        let fans = Fans(incoming: longest, outgoing: features)
        weight = initializer.weight(shape: [longest, features], fans: fans, key: key)
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        let length = input.shape[1]
        if length == weight.shape[0] { return input + weight.tracked }
        let positions = Tensor((0..<length).map(Double.init), shape: [length], type: input.type)
        return input + embedding(weight.tracked, ids: positions)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        let shape = weight.shape
        guard inputShape.count == 2, inputShape[0] <= shape[0], inputShape[1] == shape[1] else {
            throw ShapeError(
                """
                position-embedding takes sequences of shape [length up to \(shape[0]), \
                \(shape[1])], not \(inputShape)
                """)
        }
        return inputShape
    }

    public var signalRole: SignalRole { .offset }
}

extension LayerKind {
    package static let positionEmbedding = LayerKind(
        component: ComponentKind(
            name: "position-embedding",
            summary: "Adds a learned vector to each position of a sequence [length, features].",
            synonyms: ["positional-embedding"],
            settings: [.initializer(.unitNormal), .frozen]),
        input: .sequences,
        make: { settings, input, key in
            PositionEmbedding(
                longest: input[0], features: input[1], initializer: settings.initializer, key: key)
        })
}
