public import Tensors

/// A parameter and its path in a network, such as `0.weight`.
public struct NamedParameter {
    /// The parameter's path, such as `0.weight`.
    public let name: String
    /// The parameter itself, shared with its layer.
    public let parameter: Parameter
    /// The other paths that lead to the same parameter, where layers share it.
    public internal(set) var aliases: [String] = []

    /// Names a parameter.
    public init(name: String, parameter: Parameter) {
        self.name = name
        self.parameter = parameter
    }

    /// Whether an optimizer changes it: neither a running statistic nor frozen.
    public var isLearned: Bool {
        parameter.isTrainable && !parameter.isFrozen
    }
}
