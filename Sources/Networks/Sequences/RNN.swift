internal import Components
public import Tensors

/// A plain recurrent layer: h_t = tanh(W_x x_t + b_x + W_h h_(t−1) + b_h), or its ReLU.
///
/// Source: J. Elman, "Finding structure in time", Cognitive Science 14, 1990.
public struct RNN: RecurrentLayer {
    public static let gates = 1
    public static let states = 1
    public let layers: [RecurrentDirections]
    public let output: RecurrentOutput
    /// Of the hidden state.
    public var form = RNNForm.tanh

    public init(layers: [RecurrentDirections], output: RecurrentOutput) {
        self.layers = layers
        self.output = output
    }

    public func run(
        _ input: Tensor, _ weights: RecurrentWeights, _ initial: RecurrentState, reverse: Bool
    ) -> Tensor {
        rnn(
            weights.sums(input, bias: weights.bias), weight: weights.hiddenWeight.tracked,
            hidden: initial.hidden, form: form, reverse: reverse)
    }
}

extension LayerKind {
    package static let rnn = recurrent(
        RNN.self, "rnn",
        "A plain recurrent layer: [length, features] to [hidden] or [length, hidden].",
        settings: [
            .optional(
                "activation", "of the hidden state", .word(["tanh", "relu"]),
                standard: .text("tanh"))
        ]
    ) { $0.form = $1.word("activation") == "relu" ? .relu : .tanh }
}
