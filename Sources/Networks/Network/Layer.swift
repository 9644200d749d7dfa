public import Tensors

/// A differentiable function of one tensor, with parameters or without.
///
/// Layers are structs. Their parameters are the `Parameter` properties, their sublayers the
/// properties that are layers; ``Network`` finds both by reflection and names them by path.
public protocol Layer {
    /// Returns the layer's output for a batch; the first axis of `input` counts the rows.
    ///
    /// The operations are recorded where a tape is open, so the same call serves learning.
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor

    /// Returns the shape of one row's output for the shape of one row's input (without the axis
    /// that counts the rows).
    ///
    /// - Throws: ``ShapeError`` where the layer can't take such an input, so that a network which
    ///   a user described is refused with a sentence before it runs.
    func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int]

    /// Returns how many products of two numbers the layer's matrix products and convolutions take
    /// for one row of `inputShape`, forward: what counts as the cost of a network. Elementwise work
    /// counts nothing, and nothing is what most layers have.
    ///
    /// - Throws: ``ShapeError`` where the layer can't take such an input.
    func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int

    /// Between which numbers the layer keeps its outputs, whatever its input; nil where nothing is
    /// said: anywhere.
    var outputRange: OutputRange? { get }

    /// Whether the outputs lie wherever the inputs do, as those of a pooling; false where nothing
    /// is said.
    var keepsRange: Bool { get }

    /// What the layer does with the size of a signal that passes; nothing special where nothing is
    /// said.
    var signalRole: SignalRole { get }

    /// Runs the layer and returns what its parts put out, in the order in which they ran; the last
    /// one's output is the layer's.
    ///
    /// A layer that is no container, which is the default, puts out one activation named `path`.
    func activations(_ input: Tensor, mode: Mode, path: String) -> [Activation]

    /// Returns this layer with what `replacement` makes of each ``Linear`` in it.
    ///
    /// A container asks its parts; any other layer is returned as it is, which is the default.
    func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer
}

extension Layer {
    public func callAsFunction(_ input: Tensor) -> Tensor {
        self(input, mode: .evaluation)
    }

    /// Returns the shape that came in: what most layers without parameters do.
    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        inputShape
    }

    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int { 0 }

    public var outputRange: OutputRange? { nil }

    public var keepsRange: Bool { false }

    public var signalRole: SignalRole { .other }

    public func activations(_ input: Tensor, mode: Mode, path: String) -> [Activation] {
        [Activation(path: path, layer: self, input: input, output: self(input, mode: mode))]
    }

    public func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer { self }
}
