import Networks
import Randomness
import Tensors
import Testing

/// What PyTorch computed; `Goldens/sequences.py` writes these in three files.
private struct LayerCase: Decodable {
    let name: String
    let input, output, cotangent: GoldenTensor
    let inputGradient: GoldenTensor?
    let parameters, gradients: [String: GoldenTensor]

    static func all() throws -> [LayerCase] {
        try ["pointwise", "attention", "sequences"].flatMap { try goldens($0, LayerCase.self) }
    }
}

private let key = RandomKey(key: 1, stream: 2)

/// One layer for each golden case, by the case's name.
private let samples: [String: @Sendable () -> any Layer] = [
    "elu": { ELU() },
    "elu 0.5": { ELU(alpha: 0.5) },
    "selu": { SELU() },
    "silu": { SiLU() },
    "softplus": { Softplus() },
    "softplus 3": { Softplus(beta: 3) },
    "hard-swish": { HardSwish() },
    "prelu": { PReLU() },
    "prelu of 5": { PReLU(channels: 5) },
    "layer-norm": { LayerNorm(5) },
    "rms-norm": { RMSNorm(5) },
    "group-norm": { GroupNorm(groups: 2, channels: 6) },
    "instance-norm2d": { InstanceNorm2d(3) },
    "instance-norm2d affine": { InstanceNorm2d(3, affine: true) },
    "embedding": { Embedding(rows: 5, features: 3, key: key) },
    "linear of sequences": { Linear(inputs: 3, outputs: 2, key: key) },
    "attention": { MultiHeadAttention(features: 4, heads: 2, key: key) },
    "attention causal": { MultiHeadAttention(features: 4, heads: 2, causal: true, key: key) },
    "encoder after": {
        TransformerBlock(features: 4, heads: 2, hidden: 5, normPlacement: .after, key: key)
    },
    "decoder before": {
        TransformerBlock(features: 4, heads: 2, causal: true, hidden: 5, key: key)
    },
    "rnn": { RNN(inputs: 3, hidden: 4, key: key) },
    "rnn relu last": {
        var rnn = RNN(inputs: 3, hidden: 4, output: .last, key: key)
        rnn.form = .relu
        return rnn
    },
    "lstm": { LSTM(inputs: 3, hidden: 4, key: key) },
    "lstm 2 bidirectional": {
        LSTM(inputs: 2, hidden: 2, layers: 2, bidirectional: true, key: key)
    },
    "gru": { GRU(inputs: 3, hidden: 4, key: key) },
    "gru bidirectional last": {
        GRU(inputs: 2, hidden: 3, bidirectional: true, output: .last, key: key)
    },
    "decoder with memory": {
        WithMemory(
            block: TransformerCrossDecoderBlock(features: 4, heads: 2, hidden: 5, key: key))
    },
    "log-softmax": { LogSoftmax() },
    "lstm learned": { LSTM(inputs: 2, hidden: 3, initialState: .learned, key: key) },
    "gru learned bidirectional": {
        GRU(inputs: 2, hidden: 2, bidirectional: true, initialState: .learned, key: key)
    },
    "global-avg-pool1d": { GlobalAvgPool1d() },
    "global-max-pool1d": { GlobalMaxPool1d() },
    "global-avg-pool1d padded": {
        Padded { GlobalAvgPool1d()($0, padding: $1, mode: .evaluation) }
    },
    "global-max-pool1d padded": {
        Padded { GlobalMaxPool1d()($0, padding: $1, mode: .evaluation) }
    },
    "rnn learned": { RNN(inputs: 2, hidden: 3, initialState: .learned, key: key) },
]

/// The first 3 places of a sequence are the decoder's, the others its memory.
private struct WithMemory: Layer {
    let block: TransformerCrossDecoderBlock

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        let places = input.shape[1]
        return block(
            input.sliced(axis: 1, 0..<3),
            memory: input.sliced(axis: 1, 3..<places), mode: mode)
    }

    func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] { [3, inputShape[1]] }
}

/// A pool over two sequences of 4 places, of which some are none.
private struct Padded: Layer {
    let pool: (Tensor, Tensor) -> Tensor

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        pool(input, Tensor([1, 0, 1, 1, 0, 1, 0, 0], shape: [2, 4], type: input.type))
    }

    func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] { [inputShape[1]] }
}

private func made(_ name: String) throws -> any Layer {
    let make = try #require(samples[name])
    return make()
}

@Suite struct SequenceLayerTests {
    @Test(arguments: samples.keys.sorted(), ScalarType.allCases)
    func `a layer agrees with PyTorch in values and gradients`(
        name: String, type: ScalarType
    ) throws {
        let golden = try #require(
            try LayerCase.all().first { $0.name == name })
        let network = Network(try made(name))
        for (path, value) in golden.parameters {
            try #require(network[path]).value = value.tensor(type)
        }
        #expect(network.parameters.count == golden.parameters.count)
        try withTape {
            let input = golden.input.tensor(type).tracked()
            let output = network(input, mode: .training(key))
            try expectClose(output, golden.output, "output")
            let gradients = output.gradients(seed: golden.cotangent.tensor(type))
            if let expected = golden.inputGradient {
                try expectClose(gradients[input], expected, "input's gradient")
            }
            for (path, expected) in golden.gradients {
                let found = gradients[try #require(network[path])]
                try expectClose(found, expected, "gradient of \(path)")
            }
        }
    }

    @Test func `every golden case has a layer`() throws {
        let names = try LayerCase.all().map(\.name)
        #expect(Set(names) == Set(samples.keys))
    }

    @Test(arguments: samples.keys.sorted())
    func `a layer foretells the shape of its output`(name: String) throws {
        let golden = try #require(
            try LayerCase.all().first { $0.name == name })
        let shape = try made(name).outputShape(for: Array(golden.input.shape.dropFirst()))
        #expect(shape == Array(golden.output.shape.dropFirst()))
    }

    @Test(arguments: [
        ("prelu of 5", [4], "prelu takes 5 channels on the last axis, not [4]"),
        ("layer-norm", [3, 4], "layer-norm takes 5 features on the last axis, not [3, 4]"),
        ("rms-norm", [4], "rms-norm takes 5 features on the last axis, not [4]"),
        ("group-norm", [2, 2, 5], "group-norm takes 6 channels on the last axis, not [2, 2, 5]"),
        (
            "instance-norm2d", [3],
            "instance-norm2d takes images of shape [height, width, 3], not [3]"
        ),
        ("attention", [4], "attention takes sequences of shape [length, 4], not [4]"),
        (
            "global-max-pool1d", [3],
            "global-max-pool1d takes sequences of shape [length, features], not [3]"
        ),
        (
            "global-avg-pool1d", [0, 3],
            "global-avg-pool1d takes sequences of shape [length, features], not [0, 3]"
        ),
        ("lstm", [5, 2], "a recurrent layer takes sequences of shape [length, 3], not [5, 2]"),
    ])
    func `an input that does not fit is refused with a sentence`(
        name: String, shape: [Int], message: String
    ) throws {
        let layer = try made(name)
        #expect(throws: ShapeError(message)) { try layer.outputShape(for: shape) }
    }

    @Test func `dropped channels are zero as a whole, and the others grow`() throws {
        let layer = Dropout2d(0.5)
        let ones = Tensor.full([3, 2, 2, 5], 1)
        #expect(layer(ones).doubles == ones.doubles)
        let values = layer(ones, mode: .training(key)).doubles
        for image in 0..<3 {
            for channel in 0..<5 {
                let found = Set((0..<4).map { values[image * 20 + $0 * 5 + channel] })
                #expect(found == [0] || found == [2])
            }
        }
        #expect(Set(values) == [0, 2])
        #expect(throws: ShapeError.self) { try layer.outputShape(for: [4]) }
    }

    @Test func `places get their own vectors, also in shorter sequences`() throws {
        let layer = PositionEmbedding(longest: 4, features: 2, key: key)
        layer.weight.value = Tensor((0..<8).map(Float.init), shape: [4, 2])
        let whole = layer(.zeros([2, 4, 2]))
        #expect(whole.doubles == (0..<8).map(Double.init) + (0..<8).map(Double.init))
        #expect(layer(.zeros([1, 3, 2])).doubles == (0..<6).map(Double.init))
        #expect(try layer.outputShape(for: [3, 2]) == [3, 2])
        #expect(throws: ShapeError.self) { try layer.outputShape(for: [5, 2]) }
    }

    @Test func `padding hides places from attention`() {
        let block = TransformerBlock(features: 4, heads: 2, key: key)
        let first = Tensor.uniform([1, 3, 4], low: -1, high: 1, key: key)
        let values = first.scalars
        let other = Tensor(values[..<8] + [9, 9, 9, 9], shape: [1, 3, 4])
        let padding = Tensor([1, 1, 0] as [Float], shape: [1, 3])
        let seen = block(first, padding: padding, mode: .evaluation).scalars
        #expect(seen[..<8] == block(other, padding: padding, mode: .evaluation).scalars[..<8])
        #expect(seen[..<8] != block(other, mode: .evaluation).scalars[..<8])
    }

    @Test func `a sequence of padding alone is pooled to zeros, without slopes`() {
        for pool in [
            { GlobalAvgPool1d()($0, padding: .zeros([1, 3]), mode: .evaluation) },
            { GlobalMaxPool1d()($0, padding: .zeros([1, 3]), mode: .evaluation) },
        ] as [(Tensor) -> Tensor] {
            withTape {
                let input = Tensor.full([1, 3, 2], .nan).tracked()
                let output = pool(input)
                #expect(output.doubles == [0, 0])
                let zeros = [Double](repeating: 0, count: 6)
                #expect(output.gradients(seed: .full([1, 2], 1))[input]?.doubles == zeros)
            }
        }
    }

    @Test func `a padding of other places traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = GlobalAvgPool1d()(.zeros([2, 3, 4]), padding: .zeros([3]), mode: .evaluation)
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        for word in ["GlobalAvgPool1d", "[2, 3, 4]", "[3]"] { #expect(said.contains(word)) }
    }

    @Test func `dropped weights of attention change training alone`() {
        let (rate, input) = (0.5, Tensor.uniform([2, 6, 4], low: -1, high: 1, key: key))
        let dropping = TransformerBlock(features: 4, heads: 2, attentionDropout: rate, key: key)
        let plain = TransformerBlock(features: 4, heads: 2, key: key)
        #expect(dropping(input).scalars == plain(input).scalars)
        let learning = dropping(input, mode: .training(key)).scalars
        #expect(learning == dropping(input, mode: .training(key)).scalars)
        #expect(learning != dropping(input, mode: .training(key.substream(0))).scalars)
        #expect(learning != plain(input, mode: .training(key)).scalars)
        let attention = dropping.attention
        let byHand = attention.output(
            selfAttention(
                attention.projection(input), heads: 2,
                dropout: AttentionDropout(rate: rate, key: key)), mode: .training(key))
        #expect(attention(input, mode: .training(key)).scalars == byHand.scalars)
    }

    @Test func `a decoder's two attentions drop weights of their own`() {
        let block = TransformerCrossDecoderBlock(
            features: 4, heads: 2, attentionDropout: 0.5, key: key)
        let input = Tensor.uniform([1, 6, 4], low: -1, high: 1, key: key)
        let memory = Tensor.uniform([1, 6, 4], low: -1, high: 1, key: key.substream(1))
        func run(_ mode: Mode) -> [Float] { block(input, memory: memory, mode: mode).scalars }
        #expect(run(.training(key)) == run(.training(key)))
        #expect(run(.training(key)) != run(.evaluation))
        let (own, cross) = (block.attention, block.crossAttention)
        #expect(own.dropout.rate == 0.5 && cross.dropout.rate == 0.5)
        let learning = cross(input, memory: memory, mode: .training(key)).scalars
        #expect(learning != cross(input, memory: memory).scalars)
    }

    @Test func `an initial state of zeros is none, and another one counts`() {
        let layer = LSTM(inputs: 2, hidden: 3, key: key)
        let sequence = Tensor.uniform([1, 4, 2], low: -1, high: 1, key: key)
        let whole = layer(sequence).scalars
        let zeros = Tensor.zeros([1, 3])
        let same = layer(sequence, initial: [RecurrentState(hidden: zeros, cell: zeros)])
        #expect(same.scalars == whole)
        let later = layer(
            sequence, initial: [RecurrentState(hidden: .full([1, 3], 1), cell: zeros)])
        #expect(later.scalars != whole)
    }

    @Test func `padding hides the memory's places`() {
        let attention = CrossAttention(features: 4, heads: 2, memoryFeatures: 3, key: key)
        let input = Tensor.uniform([1, 2, 4], low: -1, high: 1, key: key)
        let memory = Tensor.uniform([1, 3, 3], low: -1, high: 1, key: key.substream(1))
        let padding = Tensor([1, 1, 0] as [Float], shape: [1, 3])
        let short = attention(input, memory: memory.sliced(axis: 1, 0..<2))
        #expect(attention(input, memory: memory, padding: padding).scalars == short.scalars)
        #expect(attention(input, memory: memory).scalars != short.scalars)
    }
}
