public import Tensors

/// A layer together with its parameters, found once.
///
/// The parameters are shared by reference: a copy of a network is the same network. ``snapshot()``
/// copies their values.
public struct Network {
    public let body: any Layer
    /// Every parameter once, running statistics and frozen ones included, in the order of the
    /// layers' declarations.
    public let parameters: [NamedParameter]

    public init(_ body: any Layer) {
        self.body = body
        parameters = ParameterSearch(body).found
    }

    /// Returns the network's output for a batch; the first axis of `input` counts the rows.
    public func callAsFunction(_ input: Tensor, mode: Mode = .evaluation) -> Tensor {
        body(input, mode: mode)
    }

    /// Runs the network and returns what each layer put out, in the order in which they ran.
    public func activations(_ input: Tensor, mode: Mode = .evaluation) -> [Activation] {
        body.activations(input, mode: mode, path: "")
    }

    /// The parameters that an optimizer changes: neither running statistics nor frozen ones.
    public var learned: [NamedParameter] {
        parameters.filter(\.isLearned)
    }

    /// How many scalars the trainable parameters hold, frozen ones included.
    public var trainableCount: Int {
        parameters.reduce(0) { $0 + ($1.parameter.isTrainable ? $1.parameter.count : 0) }
    }

    /// Returns the parameter at a path, also at the further path of a shared one.
    public subscript(name: String) -> Parameter? {
        parameters.first { $0.name == name || $0.aliases.contains(name) }?.parameter
    }
}
