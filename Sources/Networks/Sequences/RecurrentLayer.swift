public import Randomness
public import Tensors

/// What a recurrent layer puts out.
public enum RecurrentOutput: String, Hashable, Sendable {
    /// The last hidden state of each direction, [n, directions · hidden].
    case last
    /// The hidden states of all times, [n, length, directions · hidden].
    case sequence
}

/// What a recurrent layer remembers before the first time.
public enum InitialState: String, Hashable, Sendable {
    case zeros
    /// Parameters that start at zeros, one vector for each direction of each layer.
    case learned
}

/// What ``RNN``, ``LSTM`` and ``GRU`` have in common: layers over sequences [n, length, inputs],
/// each on what the one before put out, forward and, if wanted, backward in time.
public protocol RecurrentLayer: Layer {
    /// How many parts the sums for one time have, each of the size of the hidden state.
    static var gates: Int { get }
    /// How many states are remembered from time to time.
    static var states: Int { get }

    var layers: [RecurrentDirections] { get }
    var output: RecurrentOutput { get }

    init(layers: [RecurrentDirections], output: RecurrentOutput)

    /// Runs one direction over a whole sequence from initial states (of zeros where nil).
    func run(_ input: Tensor, _ weights: RecurrentWeights, _ initial: RecurrentState, reverse: Bool)
        -> Tensor
}

/// The states before the first time of one direction of one layer, each [n, hidden]; nil for zeros
/// or what the layer learned.
public struct RecurrentState {
    public var hidden: Tensor?
    /// Of an LSTM.
    public var cell: Tensor?

    public init(hidden: Tensor? = nil, cell: Tensor? = nil) {
        self.hidden = hidden
        self.cell = cell
    }
}

extension RecurrentLayer {
    /// - Parameter initializer: by default all weights and biases are uniform within 1 / √hidden,
    ///   as in PyTorch; an initializer sees `hidden` as the fan-in.
    public init(
        inputs: Int, hidden: Int, layers: Int = 1, bidirectional: Bool = false,
        output: RecurrentOutput = .sequence, initialState: InitialState = .zeros,
        initializer: Initializer = .pytorch, key: RandomKey
    ) {
        if layers < 1 { fatalError("a recurrent layer has 1 layer or more, not \(layers)") }
        let directions = (0..<layers).map { layer in
            let width = layer == 0 ? inputs : bidirectional ? 2 * hidden : hidden
            func weights(_ direction: Int) -> RecurrentWeights {
                RecurrentWeights(
                    inputs: width, hidden: hidden, gates: Self.gates,
                    learnedStates: initialState == .learned ? Self.states : 0,
                    initializer: initializer,
                    key: key.substream(2 * layer + direction))
            }
            return RecurrentDirections(
                forward: weights(0), backward: bidirectional ? weights(1) : nil)
        }
        self.init(layers: directions, output: output)
    }

    public var inputs: Int { layers[0].forward.inputWeight.shape[1] }
    public var hidden: Int { layers[0].forward.hiddenWeight.shape[1] }
    public var isBidirectional: Bool { layers[0].backward != nil }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        self(input, initial: [])
    }

    /// - Parameter initial: one state for each direction of each layer, in the order forward,
    ///   backward; none for zeros or what the layer learned.
    public func callAsFunction(_ input: Tensor, initial: [RecurrentState]) -> Tensor {
        let directions = isBidirectional ? 2 : 1
        if !initial.isEmpty && initial.count != directions * layers.count {
            fatalError(
                "\(layers.count) layers of \(directions) directions take as many initial states,"
                    + " not \(initial.count)")
        }
        func state(_ weights: RecurrentWeights, _ number: Int) -> RecurrentState {
            initial.isEmpty ? weights.initialState(rows: input.shape[0]) : initial[number]
        }
        var sequence = input
        var found: [Tensor] = []
        for (number, layer) in layers.enumerated() {
            let first = directions * number
            found = [run(sequence, layer.forward, state(layer.forward, first), reverse: false)]
            if let backward = layer.backward {
                let last = state(backward, first + 1)
                found.append(run(sequence, backward, last, reverse: true))
            }
            let isLast = number == layers.count - 1
            if isLast && output == .last {
                found = found.enumerated().map { $1.rows(at: $0 == 0 ? $1.shape[1] - 1 : 0) }
            }
            sequence = found.count == 1 ? found[0] : concatenated(found, axis: -1)
        }
        return sequence
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 2, inputShape[0] > 0, inputShape[1] == inputs else {
            throw ShapeError(
                """
                a recurrent layer takes sequences of shape [length, \(inputs)], not \(inputShape)
                """)
        }
        let width = isBidirectional ? 2 * hidden : hidden
        return output == .last ? [width] : [inputShape[0], width]
    }

    /// Each weight of every layer and direction once for every time.
    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        _ = try outputShape(for: inputShape)
        let weights = layers.flatMap { [$0.forward] + ($0.backward.map { [$0] } ?? []) }
        return weights.reduce(0) { sum, weights in
            sum + inputShape[0]
                * (weights.inputWeight.count + weights.hiddenWeight.count)
        }
    }
}

extension Tensor {
    /// The rows [n, features] of one time of [n, length, features].
    fileprivate func rows(at time: Int) -> Tensor {
        let (n, length, features) = (shape[0], shape[1], shape[2])
        let positions = Tensor(
            (0..<n).map { Double($0 * length + time) }, shape: [n], type: type)
        return embedding(reshaped([n * length, features]), ids: positions)
    }
}
