public import Networks
public import Tensors

/// The gradients that one optimizer step takes: one for each of a network's parameters.
public struct ParameterGradients {
    public let parameters: [NamedParameter]
    /// In the parameters' order; nil where the loss does not depend on a parameter, or where it is
    /// frozen or not trainable.
    public var values: [Tensor?]

    /// No gradient for any parameter.
    public init(of parameters: [NamedParameter]) {
        self.parameters = parameters
        values = Array(repeating: nil, count: parameters.count)
    }

    public init(_ gradients: Gradients, of parameters: [NamedParameter]) {
        self.init(of: parameters)
        take(gradients)
    }

    /// The gradient of one parameter.
    public subscript(parameter: Parameter) -> Tensor? {
        for (index, named) in parameters.enumerated() where named.parameter === parameter {
            return values[index]
        }
        return nil
    }

    /// The gradient of the parameter with this path.
    public subscript(name: String) -> Tensor? {
        parameters.firstIndex { $0.name == name }.flatMap { values[$0] }
    }

    /// √Σ g² over all values of all gradients.
    public var norm: Double {
        values.reduce(0) { $0 + ($1?.sumOfSquares() ?? 0) }.squareRoot()
    }

    /// Whether no value is infinite or no number.
    public var areFinite: Bool {
        values.allSatisfy { $0.map { $0.scaled(by: 0).sum().item() == 0 } ?? true }
    }

    public mutating func scale(by factor: Double) {
        for index in values.indices { values[index] = values[index]?.scaled(by: factor) }
    }

    /// Scales all gradients alike so that their norm is at most `limit`, and returns the norm that
    /// they had: g limit / (norm + 1e-6) where that is a reduction, as PyTorch's `clip_grad_norm_`.
    @discardableResult
    public mutating func clip(toNorm limit: Double) -> Double {
        let norm = norm
        let factor = limit / (norm + 1e-6)
        if factor < 1 { scale(by: factor) }
        return norm
    }

    /// Brings every value beyond ±`bound` there, as PyTorch's `clip_grad_value_`, and returns how
    /// many there were.
    @discardableResult
    public mutating func clip(toValue bound: Double) -> Int {
        var clipped = 0
        for index in values.indices { clipped += values[index]?.clipInPlace(to: bound) ?? 0 }
        return clipped
    }

    mutating func take(_ gradients: Gradients) {
        for (index, named) in parameters.enumerated() where named.isLearned {
            values[index] = gradients[named.parameter]
        }
    }

    /// Adds `share` times other gradients.
    mutating func add(_ gradients: Gradients, share: Double) {
        for (index, named) in parameters.enumerated() where named.isLearned {
            guard let more = gradients[named.parameter]?.scaled(by: share) else { continue }
            values[index] = values[index].map { $0 + more } ?? more
        }
    }

    /// Lets go of the gradients' memory.
    mutating func clear() {
        for index in values.indices { values[index] = nil }
    }
}
