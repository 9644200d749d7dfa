internal import Randomness
public import Tensors

/// The parameters of one direction of one recurrent layer, with the gates one after the other in
/// PyTorch's order.
public struct RecurrentWeights {
    /// [gates · hidden, inputs]
    public let inputWeight: Parameter
    /// [gates · hidden, hidden]
    public let hiddenWeight: Parameter
    /// [gates · hidden]
    public let inputBias: Parameter
    /// [gates · hidden]
    public let hiddenBias: Parameter
    /// [hidden], before the first time; nil for zeros.
    public let initialHidden: Parameter?
    /// [hidden], of an LSTM that learns its initial state.
    public let initialCell: Parameter?

    /// - Parameter learnedStates: how many initial states are learned: 1, or 2 of an LSTM.
    init(
        inputs: Int, hidden: Int, gates: Int, learnedStates: Int, initializer: Initializer,
        key: RandomKey
    ) {
        let fans = Fans(incoming: hidden, outgoing: gates * hidden)
        inputWeight = initializer.weight(
            shape: [gates * hidden, inputs], fans: fans, key: key.substream(0))
        hiddenWeight = initializer.weight(
            shape: [gates * hidden, hidden], fans: fans, key: key.substream(1))
        inputBias = initializer.bias(count: gates * hidden, fans: fans, key: key.substream(2))
        hiddenBias = initializer.bias(count: gates * hidden, fans: fans, key: key.substream(3))
        initialHidden = learnedStates > 0 ? Parameter([hidden], filledWith: 0) : nil
        initialCell = learnedStates > 1 ? Parameter([hidden], filledWith: 0) : nil
    }

    /// The learned state before the first time for `rows` sequences.
    func initialState(rows: Int) -> RecurrentState {
        func rowsOf(_ parameter: Parameter?) -> Tensor? {
            parameter.map { $0.tracked.expanded(to: [rows, $0.count]) }
        }
        return RecurrentState(hidden: rowsOf(initialHidden), cell: rowsOf(initialCell))
    }

    /// The input's part of the gates' sums for all times, [n, length, gates · hidden], with `bias`.
    func sums(_ input: Tensor, bias: Tensor) -> Tensor {
        let (n, length) = (input.shape[0], input.shape[1])
        let rows = input.reshaped([n * length, input.shape[2]])
        return linear(rows, inputWeight.tracked, bias).reshaped([n, length, bias.count])
    }

    /// The sum of both biases, where nothing comes between them.
    var bias: Tensor { inputBias.tracked + hiddenBias.tracked }
}

/// The two directions of one recurrent layer; `backward` runs from the last time to the first.
public struct RecurrentDirections {
    public let forward: RecurrentWeights
    public let backward: RecurrentWeights?
}
