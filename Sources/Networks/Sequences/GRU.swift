internal import Components
public import Tensors

/// Gated recurrent units: r and z gate what h_t = (1 − z) n + z h_(t−1) keeps, with n = tanh(W_x
/// x_t + b_x + r (W_h h_(t−1) + b_h)).
///
/// Source: K. Cho et al., arXiv 1406.1078, in the form of cuDNN and PyTorch.
public struct GRU: RecurrentLayer {
    public static let gates = 3
    public static let states = 1
    public let layers: [RecurrentDirections]
    public let output: RecurrentOutput

    public init(layers: [RecurrentDirections], output: RecurrentOutput) {
        self.layers = layers
        self.output = output
    }

    public func run(
        _ input: Tensor, _ weights: RecurrentWeights, _ initial: RecurrentState, reverse: Bool
    ) -> Tensor {
        gru(
            weights.sums(input, bias: weights.inputBias.tracked),
            weight: weights.hiddenWeight.tracked, bias: weights.hiddenBias.tracked,
            hidden: initial.hidden, reverse: reverse)
    }
}

extension LayerKind {
    package static let gru = recurrent(GRU.self, "gru", "Gated recurrent units (Cho et al. 2014).")
}
