public import Networks
internal import Tensors

/// Which parameters an optimizer changes otherwise than the others.
public struct ParameterGroups: Hashable, Sendable {
    /// Whether weight decay applies to biases and to the scales and shifts of normalisation too:
    /// to all parameters with a single axis or none. It does in PyTorch unless groups are made.
    public var decaysBiases: Bool

    /// What each parameter's learning rate is multiplied by; empty where all are 1.
    private let factors: [Double]

    public init(decaysBiases: Bool = true) {
        self.decaysBiases = decaysBiases
        factors = []
    }

    /// - Parameter learningRateFactor: what a parameter's learning rate is multiplied by; asked
    ///   once for every parameter of the list.
    public init(
        decaysBiases: Bool = true, of parameters: [NamedParameter],
        learningRateFactor: (NamedParameter) -> Double
    ) {
        self.decaysBiases = decaysBiases
        factors = parameters.map(learningRateFactor)
    }

    func factor(at index: Int) -> Double { factors.isEmpty ? 1 : factors[index] }

    func decays(_ parameter: Parameter) -> Bool { decaysBiases || parameter.value.rank > 1 }

    func requireFit(_ count: Int) {
        if !factors.isEmpty, factors.count != count {
            fatalError("learning-rate factors of \(factors.count) parameters don't fit \(count)")
        }
    }
}
