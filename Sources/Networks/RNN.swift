public import Randomness
public import Tensors

/// A plain recurrent layer: h_t = tanh(W_x x_t + b_x + W_h h_(t−1) + b_h), or its ReLU.
///
/// Source: J. Elman, "Finding structure in time", Cognitive Science 14, 1990.
public struct RNN: RecurrentLayer {
    public let layers: [RecurrentDirections]
    public let output: RecurrentOutput
    public let form: RNNForm

    /// - Parameter initializer: by default all weights and biases are uniform within 1 / √hidden,
    ///   as in PyTorch; an initializer sees `hidden` as the fan-in.
    public init(
        inputs: Int, hidden: Int, layers: Int = 1, bidirectional: Bool = false,
        output: RecurrentOutput = .sequence, form: RNNForm = .tanh,
        initialState: InitialState = .zeros, initializer: Initializer = .pytorch, key: RandomKey
    ) {
        self.layers = Self.directions(
            inputs: inputs, hidden: hidden, gates: 1, layers: layers,
            bidirectional: bidirectional, learnedStates: initialState == .learned ? 1 : 0,
            initializer: initializer, key: key)
        self.output = output
        self.form = form
    }

    public func run(
        _ input: Tensor, _ weights: RecurrentWeights, _ initial: RecurrentState, reverse: Bool
    ) -> Tensor {
        rnn(
            weights.sums(input, bias: weights.bias), weight: weights.hiddenWeight.tracked,
            hidden: initial.hidden, form: form, reverse: reverse)
    }
}
