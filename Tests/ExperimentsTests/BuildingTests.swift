import Datasets
import Experiments
import Foundation
import Jobs
import Networks
import Randomness
import Tensors
import Testing
import Training

@Suite struct BuildingTests {
    private func file(_ path: String) throws -> ExperimentFile {
        try ExperimentFile(contentsOf: ExampleTests.root.appending(path: path).path)
    }

    private func data(
        _ path: String, _ specification: ExperimentSpecification
    ) throws -> ExperimentData {
        let folder = ExampleTests.root.appending(path: path).deletingLastPathComponent()
        let files = try ExperimentFiles(of: file(path), in: folder)
        return try ExperimentData(specification.data, seed: 1, files: files)
    }

    private func keys(_ job: String) -> (String) -> RandomKey {
        { RandomKey(seed: 1, job: job, purpose: $0) }
    }

    /// Stacks that hold every kind of layer, each with an input's shape.
    static let stacks: [(shape: [Int], layers: [String])] = [
        (
            [9, 7, 3],
            [
                "conv2d: {filters: 4, kernel: 3, stride: 2, padding: 1}", "batch-norm2d", "relu",
                "conv2d: {filters: 5, kernel: 2, bias: false}", "batch-norm", "leaky-relu: 0.2",
                "max-pool2d: {kernel: 2, stride: 1, padding: 1}", "avg-pool2d: 2", "gelu",
                "adaptive-avg-pool2d: [2, 3]", "tanh", "flatten", "linear: 6", "batch-norm1d",
                "sigmoid", "dropout: 0.5", "linear: {features: 3, bias: false}", "softmax",
            ]
        ),
        ([5, 5, 1], ["max-pool2d: {kernel: 3, stride: 2}", "adaptive-avg-pool2d: 1", "flatten"]),
        (
            [6, 6, 3],
            [
                "residual: [{conv2d: {filters: 3, kernel: 3, padding: 1}}, relu, dropout: 0.2]",
                """
                residual: {layers: [{conv2d: {filters: 8, kernel: 3, stride: 2, padding: 1}},
                      batch-norm], shortcut: [{conv2d: {filters: 8, kernel: 1, stride: 2}}]}
                """,
                "repeat: {times: 3, layers: [residual: [batch-norm, relu], tanh]}",
                "flatten", "residual: [linear: 72, repeat: {times: 2, layers: [linear: 72]}]",
            ]
        ),
        (
            [7, 6, 4],
            [
                "conv2d: {filters: 6, kernel: [3, 2], stride: [1, 2], dilation: 2, groups: 2}",
                "conv2d: {filters: 6, kernel: 3, padding: [1, 1], groups: 6, bias: false}",
                "conv-transpose2d: {filters: 4, kernel: 3, stride: 2, output-padding: 1}",
                "upsample: 2", "upsample: {factor: 2, mode: bilinear}", "flatten", "linear: 2",
            ]
        ),
        ([7], ["linear: 4", "batch-norm", "gelu: {approximation: tanh}", "linear: 2"]),
        (
            [6, 5, 4],
            [
                "elu: 0.5", "selu", "silu", "softplus: 2", "hard-swish", "prelu",
                "prelu: {per-channel: true}", "group-norm: 2", "instance-norm2d",
                "instance-norm2d: {affine: true}", "layer-norm", "rms-norm", "dropout2d: 0.2",
                "flatten", "linear: 3",
            ]
        ),
        (
            [6],
            [
                "embedding: {rows: 9, features: 4}", "position-embedding", "attention: 2",
                "transformer-encoder-block: {heads: 2, hidden: 3, norm: after}",
                "transformer-decoder-block: 1", "rnn: {hidden: 3, output: sequence}",
                "gru: {hidden: 5, layers: 2, bidirectional: true, output: sequence}",
                "lstm: {hidden: 4, bidirectional: true}", "linear: 3",
            ]
        ),
        (
            [6],
            [
                "embedding: {rows: 9, features: 4, initializer: {normal: 0.1}}",
                "position-embedding: {initializer: zeros}", "linear: 4", "batch-norm",
                """
                concatenate: [[], [linear: 3, tanh], [lstm: {hidden: 2, output: sequence,
                      initial-state: learned}]]
                """,
                "attention: {heads: 3, initializer: {normal: 0.2}}",
                """
                gru: {hidden: 4, layers: 2, bidirectional: true, output: sequence,
                      initial-state: learned}
                """,
                "linear: 4", "linear: {features: 9, tied: true}", "log-softmax",
            ]
        ),
        (
            [6],
            [
                """
                concatenate: [[{embedding: {rows: 9, features: 4}}],
                      [{repeat: {times: 1, layers: [{embedding: {rows: 7, features: 4}}]}}]]
                """,
                "linear: 4",
                "residual: [{linear: {features: 9, tied: 0.branches.0.0}}, tanh, linear: 4]",
                "linear: {features: 7, tied: 0.branches.1.0.0, bias: false}",
            ]
        ),
        (
            [8, 8, 2],
            [
                "conv2d: {filters: 4, kernel: 3, padding: 1}",
                """
                concatenate: [[], [max-pool2d: 2, conv2d: {filters: 3, kernel: 3, padding: 1},
                      concatenate: {branches: [[], [relu]]}, upsample: 2]]
                """,
                "conv2d: {filters: 3, kernel: 1}", "softmax",
            ]
        ),
    ]

    @Test(arguments: stacks.indices)
    func `inferred shapes and counts are those of the network that is built`(
        _ index: Int
    ) throws {
        let (shape, layers) = Self.stacks[index]
        let text = WrongFile.sound
            .replacing("shape: [8, 8, 1]", with: "shape: \(shape)")
            .replacing("  - conv2d: {filters: 4, kernel: 3}\n", with: "")
            .replacing("  - relu\n  - flatten\n  - linear: \"${width}\"\n", with: "")
            .replacing("  - linear: 10\n", with: layers.map { "  - \($0)\n" }.joined())
        let specification = try ExperimentFile(text: text, path: "f").defaults
        let network = specification.network(inputShape: shape, keys: keys("job"))
        let summary = try NetworkSummary(network, inputShape: shape, batchSize: 3)
        let input =
            Tensor.uniform(
                [4] + shape, low: -1, high: 1, key: RandomKey(key: 3, stream: 4)
            ) * (layers[0].contains("embedding") ? 0 : 1)
        let outputs = network.activations(input)
        #expect(Set(outputs.map(\.path)) == Set(summary.rows.map(\.path)))
        #expect(summary.parameters == network.trainableCount)
        for count in 1...specification.model.count {
            var part = specification
            part.model = Array(specification.model.prefix(count))
            let network = part.network(inputShape: shape, keys: keys("job"))
            #expect(part.parameterCount(inputShape: shape) == network.trainableCount)
            #expect(
                try network.body.outputShape(for: shape) == part.outputShape(inputShape: shape))
        }
        #expect(
            Array(network(input).shape.dropFirst())
                == specification.outputShape(inputShape: shape))
        #expect(try summary.multiplyAdds == network.body.multiplyAdds(for: shape))
        // A table that is looked up multiplies nothing.
        let tables = outputs.compactMap { ($0.layer as? Embedding)?.weight }
        for activation in outputs {
            let hasMatrix = Network(activation.layer).parameters.map(\.parameter).contains { own in
                own.value.rank > 1 && !tables.contains { $0 === own }
            }
            let input = Array(activation.input.shape.dropFirst())
            let each = try activation.layer.multiplyAdds(for: input)
            #expect(
                each > 0 || !hasMatrix || activation.layer is PositionEmbedding,
                "\(activation.path) counts no multiply-add")
        }
    }

    @Test func `the notebook's network has 94,538 parameters`() throws {
        let specification = try file("examples/notebook-cnn/cnn.yaml").defaults
        let summary = try NetworkSummary(
            specification.network(inputShape: [32, 32, 3], keys: keys("job")),
            inputShape: [32, 32, 3], batchSize: specification.training.batchSize)
        #expect(summary.rows.map(\.parameters) == [896, 0, 18_496, 0, 0, 73_856, 0, 0, 0, 1_290])
        #expect(summary.parameters == 94_538)
        #expect(summary.rows[0].forwardMemory == 0)
        #expect(summary.rows[1].forwardMemory == 16 * 32 * 32 * 32 * 4)
    }

    @Test func `initial weights depend on the job and the seed alone`() throws {
        let specification = try file("Tests/ChecksTests/Faults/ok-01.yaml").defaults
        func weights(_ job: String) -> [[Float]] {
            specification.network(inputShape: [64], keys: keys(job))
                .parameters.map(\.parameter.value.scalars)
        }
        #expect(weights("trial/1") == weights("trial/1"))
        #expect(weights("trial/1") != weights("trial/2"))
    }

    @Test func `faults of the initial weights and of frozen layers reach the network`() throws {
        func network(_ name: String, _ shape: [Int]) throws -> Network {
            try file("Tests/ChecksTests/Faults/\(name).yaml").defaults
                .network(inputShape: shape, keys: keys("job"))
        }
        func deviation(_ network: Network, _ name: String) -> Double {
            let values = network[name]?.value.doubles ?? []
            return (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
        }
        #expect(deviation(try network("edit-11", [64]), "0.weight") == 0)
        #expect(abs(deviation(try network("edit-12", [64]), "0.weight") - 3) < 0.1)
        #expect(abs(deviation(try network("edit-13", [64]), "4.weight") - 0.01) < 0.001)
        #expect(abs(deviation(try network("ok-01", [64]), "0.weight") - 0.1768) < 0.01)
        #expect(deviation(try network("ok-03", [64]), "2.weight") == 0)
        #expect(try network("edit-08", [2]).learned.map(\.name) == ["4.weight", "4.bias"])
    }

    @Test func `faults of the data reach the rows`() throws {
        func data(_ name: String) throws -> ExperimentData {
            let path = "Tests/ChecksTests/Faults/\(name).yaml"
            return try self.data(path, file(path).defaults)
        }
        let sound = try data("ok-01")
        #expect(sound.training.count == 1_438)
        #expect(sound.validation.count == 359)
        #expect(sound.inputShape == [64])
        #expect(try abs((data("edit-28").training.inputs.max() ?? 0) - 255) < 1e-3)
        guard case .classes(let labels, 10) = try data("edit-39").training.targets else {
            Issue.record("edit-39 has no classes")
            return
        }
        #expect(Set(labels) == [0])
        #expect(try (data("edit-30").training.inputs.max() ?? 0) > 1_000)
        #expect(try (data("ok-17").training.inputs.max() ?? 0) < 20)
    }

    @Test func `the sweep holds out the rows that its file lists`() throws {
        let path = "examples/digits/sweep.yaml"
        let found = try data(path, file(path).defaults)
        #expect(found.training.count == 1_437)
        #expect(found.validation.count == 360)
        #expect(found.training.inputs.max() == 1)
    }

    /// What the catalogue of planted faults saw, with room for other seeds.
    @Test(arguments: [
        ("ok-01", 0.93...1.0), ("ok-02", 0.92...1.0), ("ok-03", 0.92...1.0), ("ok-06", 0.92...1.0),
        ("ok-12", 0.92...1.0), ("ok-13", 0.92...1.0), ("ok-15", 0.92...1.0), ("ok-17", 0.95...1.0),
        ("ok-20", 0.95...1.0), ("edit-11", 0.0...0.2), ("edit-13", 0.0...0.2),
        ("edit-14", 0.0...0.2), ("edit-28", 0.0...0.2), ("edit-30", 0.0...0.7),
        ("edit-37", 0.0...0.3),
    ])
    func `sound files train well and planted faults badly`(
        _ name: String, _ expected: ClosedRange<Double>
    ) throws {
        let path = "Tests/ChecksTests/Faults/\(name).yaml"
        let specification = try file(path).defaults
        let data = try data(path, specification)
        let training = specification.training
        let steps = (data.training.count + training.batchSize - 1) / training.batchSize
        let network = specification.network(inputShape: data.inputShape, keys: keys("job"))
        var loop = TrainingLoop(
            Objective(network: network, loss: specification.lossFunction),
            optimizer: specification.freshOptimizer,
            schedule: specification.course(stepsPerEpoch: steps),
            loader: DataLoader(
                data.training.examples, batchSize: training.batchSize,
                order: .shuffled(keys("job")("order"))),
            validation: data.validation.examples,
            settings: TrainingSettings(clipNorm: training.clipNorm), keys: keys("job"))
        let found = loop.run(epochs: training.epochs).metrics["validation-accuracy"]
        #expect(expected.contains(found ?? 0), "\(found ?? .nan)")
    }
}
