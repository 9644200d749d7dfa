internal import Randomness
internal import Tensors

/// How a layer's weights and biases start: two functions from the layer's fans to a distribution.
public struct Initializer: Sendable {
    public let weight: @Sendable (Fans) -> InitialDistribution
    public let bias: @Sendable (Fans) -> InitialDistribution

    /// - Parameter bias: by default every bias starts at 0.
    public init(
        weight: @escaping @Sendable (Fans) -> InitialDistribution,
        bias: @escaping @Sendable (Fans) -> InitialDistribution = { _ in .constant(0) }
    ) {
        self.weight = weight
        self.bias = bias
    }

    func weight(shape: [Int], fans: Fans, key: RandomKey) -> Parameter {
        weight(fans).parameter(shape: shape, key: key.substream(0))
    }

    func bias(count: Int, fans: Fans, key: RandomKey) -> Parameter {
        bias(fans).parameter(shape: [count], key: key.substream(1))
    }
}

extension Initializer {
    /// He's: weights normal with variance 2 / fan-in, which keeps the signal's size through ReLU.
    ///
    /// Source: K. He et al., "Delving deep into rectifiers", arXiv 1502.01852.
    public static let he = Initializer { fans in
        .normal(deviation: (2 / Double(fans.incoming)).squareRoot())
    }

    /// He's with a uniform distribution of the same variance: bound √(6 / fan-in).
    public static let heUniform = Initializer { fans in
        .uniform(bound: (6 / Double(fans.incoming)).squareRoot())
    }

    /// Glorot's: weights uniform within √(6 / (fan-in + fan-out)), for heads and tanh.
    ///
    /// Source: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward
    /// neural networks", AISTATS 2010.
    public static let glorot = Initializer { fans in
        .uniform(bound: (6 / Double(fans.incoming + fans.outgoing)).squareRoot())
    }

    /// Glorot's with a normal distribution of the same variance: 2 / (fan-in + fan-out).
    public static let glorotNormal = Initializer { fans in
        .normal(deviation: (2 / Double(fans.incoming + fans.outgoing)).squareRoot())
    }

    /// What PyTorch's linear and convolution layers do unasked: weights and biases uniform within
    /// 1 / √fan-in (`kaiming_uniform_` with a = √5).
    public static let pytorch = Initializer(
        weight: { .uniform(bound: 1 / Double($0.incoming).squareRoot()) },
        bias: { .uniform(bound: 1 / Double($0.incoming).squareRoot()) })

    /// Weights normal around 0, whatever the layer's size.
    public static func normal(deviation: Double) -> Initializer {
        Initializer { _ in .normal(deviation: deviation) }
    }

    /// Weights uniform within `bound`, whatever the layer's size.
    public static func uniform(bound: Double) -> Initializer {
        Initializer { _ in .uniform(bound: bound) }
    }

    /// All weights alike, so that the units of a layer never learn to differ.
    public static func constant(_ value: Double) -> Initializer {
        Initializer { _ in .constant(value) }
    }

    public static let zeros = Initializer.constant(0)
}
