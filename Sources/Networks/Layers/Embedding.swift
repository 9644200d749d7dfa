public import Randomness
public import Tensors

/// A learned vector for each of `rows` ids, such as the words of a vocabulary.
///
/// Input [n, …] of whole numbers in 0 ..< rows, output [n, …, features], `weight` [rows, features].
public struct Embedding: Layer {
    public let weight: Parameter

    public init(weight: Parameter) {
        self.weight = weight
    }

    /// - Parameter initializer: by default normal with deviation 1, as in PyTorch.
    public init(
        rows: Int, features: Int, initializer: Initializer = .normal(deviation: 1), key: RandomKey
    ) {
        let fans = Fans(incoming: rows, outgoing: features)
        weight = initializer.weight(shape: [rows, features], fans: fans, key: key)
    }

    public var rows: Int { weight.value.shape[0] }
    public var features: Int { weight.value.shape[1] }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        embedding(weight.tracked, ids: input)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        inputShape + [features]
    }
}
