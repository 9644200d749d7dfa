import Datasets
import Experiments
import Foundation
import Jobs
import Networks
import Randomness
import Tensors
import Testing
import Training

/// Sequences, ids and text from the file to the rows, and what is shared or frozen between layers.
@Suite struct SequenceKindTests {
    private static let recipe = """
        loss: cross-entropy
        optimizer: {sgd: {learning-rate: 0.1}}
        training: {epochs: 1, batch-size: 2}
        """

    private func file(data: String, model: [String]) throws -> ExperimentFile {
        let layers = model.map { "  - \($0)" }.joined(separator: "\n")
        return try ExperimentFile(
            text: "experiment: e\ndata:\n  \(data)\nmodel:\n\(layers)\n\(Self.recipe)", path: "f")
    }

    /// Reads the data with `text` as the only file, whatever it is called.
    private func data(_ file: ExperimentFile, text: String) throws -> ExperimentData {
        let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(text.utf8).write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        let hash = ContentHash(of: Data(text.utf8))
        let references = file.dataPaths.map { BlobReference(path: $0, hash: hash, size: 0) }
        return try ExperimentData(
            file.defaults.data, seed: 1,
            files: ExperimentFiles(references, locations: [hash: place.path]))
    }

    private func network(_ file: ExperimentFile, _ shape: [Int]) -> Network {
        file.defaults.network(inputShape: shape) {
            RandomKey(seed: 1, job: "job", purpose: $0)
        }
    }

    private let text = "{format: text, path: t, length: 4, classes: 5, validation: 0.5}"

    @Test func `a text's next characters are classes at positions`() throws {
        let file = try file(
            data: "\(text.dropFirst().dropLast())".replacing(", ", with: "\n  "),
            model: ["embedding: {rows: 5, features: 3}", "linear: 5"])
        let data = try data(file, text: "abcdabcdabcdabcde")
        try file.check(data)
        #expect(file.defaults.takesIds)
        #expect(data.inputShape == [4])
        #expect(data.training.targetShape == [4])
        let examples = data.training.examples
        #expect(examples.positions == 4)
        let outputs = network(file, [4])(examples.inputs)
        #expect(outputs.shape == [examples.count, 4, 5])
        #expect(file.defaults.lossFunction(outputs, examples.targets).item().isFinite)
    }

    @Test func `ids beyond the embedding's rows are told with their line and source`() throws {
        let file = try file(
            data: "\(text.dropFirst().dropLast())".replacing(", ", with: "\n  "),
            model: ["embedding: {rows: 3, features: 3}", "linear: 5"])
        let data = try data(file, text: "abcdabcdabcdabcde")
        let error = #expect(throws: ExperimentErrors.self) { try file.check(data) }
        #expect(
            error?.errors.map { "\($0)" } == [
                """
                f:9:5: model[0].embedding: found the id 3 in t; allowed: whole numbers from 0 to \
                2, one for each of the embedding's rows
                """
            ])
        #expect(
            file.defaults.objection(toIdsOf: data)
                == "found the id 3; allowed: whole numbers from 0 to 2")
    }

    @Test func `numbers that are no ids are told too, also within branches`() throws {
        let file = try file(
            data: "format: csv\n  path: t\n  targets: y\n  classes: 2\n  validation: 0.5",
            model: [
                "concatenate: [[embedding: {rows: 9, features: 3}], "
                    + "[embedding: {rows: 4, features: 1}]]", "flatten", "linear: 2",
            ])
        let data = try data(file, text: "a,b,y\n1,2,0\n3,0.5,1\n")
        let error = #expect(throws: ExperimentErrors.self) { try file.check(data) }
        #expect(error?.errors.first?.message.hasPrefix("found the id 0.5 in t; allowed") == true)
        let sound = try self.data(file, text: "a,b,y\n1,2,0\n3,0,1\n")
        try file.check(sound)
    }

    @Test func `labelled lines become classes by their words`() throws {
        let file = try file(
            data: "format: text\n  path: t\n  length: 6\n  tokens: words\n"
                + "  targets: line-label\n  classes: 2\n  validation: 0.5",
            model: ["embedding: {rows: 5, features: 3}", "lstm: 3", "linear: 2"])
        let data = try data(file, text: "yes\tso it is\nno\tit is not\n")
        try file.check(data)
        #expect(data.training.classNames == ["no", "yes"])
        #expect(data.training.tokens == ["", "is", "it", "not", "so"])
        #expect(data.training.targetShape == [])
    }

    @Test func `tables and synthetic data can be sequences`() throws {
        let csv = try file(
            data: "format: csv\n  path: t\n  targets: y\n  classes: 2\n  layout: sequence\n"
                + "  shape: [2, 2]\n  validation: 0.5",
            model: ["gru: 3", "linear: 2"])
        let table = try data(csv, text: "a,b,c,d,y\n1,2,3,4,0\n3,0,1,5,1\n")
        #expect(table.inputShape == [2, 2])
        try csv.check(table)
        let synthetic = try file(
            data: "format: synthetic\n  size: 6\n  classes: 2\n  layout: sequence\n"
                + "  shape: [5, 3]",
            model: ["gru: 3", "linear: 2"])
        let random = try ExperimentData(
            synthetic.defaults.data, seed: 1, files: ExperimentFiles([], locations: [:]))
        #expect(random.inputShape == [5, 3])
        try synthetic.check(random)
    }

    @Test func `a layer is tied to an embedding in another list by its path`() throws {
        let file = try file(
            data: "format: csv\n  path: t\n  targets: y\n  classes: 5",
            model: [
                "concatenate: [[{embedding: {rows: 9, features: 4}}], "
                    + "[{embedding: {rows: 5, features: 4}}]]",
                "linear: 4",
                "residual: {layers: [{linear: {features: 9, tied: 0.branches.0.0}}, linear: 4], "
                    + "frozen: true}",
                "linear: {features: 5, tied: 0.branches.1.0, bias: false}",
            ])
        let network = network(file, [6])
        #expect(
            network.parameters.map(\.name) == [
                "0.branches.0.0.weight", "0.branches.1.0.weight", "1.weight", "1.bias",
                "2.layers.0.bias", "2.layers.1.weight", "2.layers.1.bias",
            ])
        #expect(network["2.layers.0.weight"] === network["0.branches.0.0.weight"])
        #expect(network["3.weight"] === network["0.branches.1.0.weight"])
        // What is frozen are the residual's own numbers, not those of the embedding outside.
        #expect(network.parameters.map(\.isLearned) == (0..<7).map { $0 < 4 })
    }

    @Test func `a tied layer has the embedding's weight, and counts its own bias alone`() throws {
        let file = try file(
            data: "format: csv\n  path: t\n  targets: y\n  classes: 5",
            model: [
                "embedding: {rows: 5, features: 3, initializer: {normal: 0.02}}",
                "linear: {features: 5, tied: true}",
            ])
        let network = network(file, [4])
        #expect(network.parameters.map(\.name) == ["0.weight", "1.bias"])
        #expect(network["1.weight"] === network["0.weight"])
        #expect(network.parameters[0].parameter.value.doubles.allSatisfy { abs($0) < 0.1 })
        let summary = try NetworkSummary(network, inputShape: [4], batchSize: 1)
        #expect(summary.rows.map(\.parameters) == [15, 5])
    }

    @Test(arguments: [
        "residual: {layers: [linear: 4], frozen: true}",
        "residual: {layers: [linear: 4], shortcut: [linear: 4], frozen: true}",
        "repeat: {times: 2, layers: [linear: 4, residual: [linear: 4]], frozen: true}",
        "concatenate: {branches: [[linear: 3], [linear: 1]], frozen: true}",
    ])
    func `frozen holds for all that is inside`(_ layer: String) throws {
        let file = try file(
            data: "format: csv\n  path: t\n  targets: y\n  classes: 2",
            model: [layer, "linear: 2"])
        let network = network(file, [4])
        #expect(network.learned.map(\.name) == ["1.weight", "1.bias"])
        let summary = try NetworkSummary(network, inputShape: [4], batchSize: 1)
        #expect(summary.learned == 10)
        #expect(summary.parameters == network.trainableCount)
        #expect(summary.rows.filter { $0.learned > 0 }.map(\.path) == ["1"])
    }

    @Test func `values at positions are held against the flattened outputs there`() throws {
        let file = try ExperimentFile(
            text: """
                experiment: e
                data: {format: csv, path: t, inputs: [a, b, c], targets: [u, v, w],
                  layout: sequence, shape: [3, 1], validation: 0.5}
                model: [gru: {hidden: 4, output: sequence}, linear: 1, flatten]
                loss: mean-squared-error
                optimizer: {sgd: {learning-rate: 0.1}}
                training: {epochs: 1, batch-size: 2}
                """, path: "f")
        let data = try data(file, text: "a,b,c,u,v,w\n1,2,3,4,5,6\n3,2,1,0,1,2\n")
        try file.check(data)
        let examples = data.training.examples
        let outputs = network(file, [3, 1])(examples.inputs)
        #expect(outputs.shape == [1, 3])
        guard case .values(let wanted) = examples.targets else {
            Issue.record("the targets are no values")
            return
        }
        let errors = zip(outputs.doubles, wanted.doubles).map { ($0 - $1) * ($0 - $1) }
        let loss = file.defaults.lossFunction(outputs, examples.targets).item()
        #expect(abs(loss - errors.reduce(0, +) / 3) < 1e-5 * loss)
    }

    @Test func `pools end a sequence, and attention drops weights as the file says`() throws {
        let file = try file(
            data: "format: csv\n  path: t\n  targets: y\n  classes: 2\n  layout: sequence",
            model: [
                "attention: {heads: 2, dropout: 0.25}",
                "transformer-encoder-block: {heads: 2, attention-dropout: 0.5}",
                "transformer-decoder-block: {heads: 2, dropout: 0.1}",
                "concatenate: [[global-avg-pool1d], [global-max-pool1d]]", "linear: 2",
            ])
        let network = network(file, [3, 4])
        let layers = network.activations(.zeros([1, 3, 4])).map(\.layer)
        #expect((layers[0] as? MultiHeadAttention)?.dropout.rate == 0.25)
        let blocks = layers.compactMap { $0 as? TransformerBlock }
        #expect(blocks.map(\.attention.dropout.rate) == [0.5, 0])
        #expect(blocks.map(\.dropout.rate) == [0, 0.1])
        #expect(blocks.map(\.attention.causal) == [false, true])
        #expect(try network.body.outputShape(for: [3, 4]) == [2])
        #expect(network.isRandomInTraining)
    }

    @Test(arguments: [
        ("attention: 2", "attention: {heads: 2, initializer: glorot}"),
        (
            "transformer-encoder-block: 2",
            "transformer-encoder-block: {heads: 2, initializer: xavier}"
        ),
        ("lstm: 3", "lstm: {hidden: 3, initializer: pytorch-default, initial-state: zeros}"),
        ("rnn: 3", "rnn: {hidden: 3, initializer: pytorch-default}"),
        ("gru: 3", "gru: {hidden: 3, initializer: pytorch-default}"),
    ])
    func `an initializer changes the weights, and what a kind does unasked can be named`(
        _ plain: String, _ named: String
    ) throws {
        func values(_ layer: String) throws -> [[Float]] {
            let file = try file(
                data: "format: csv\n  path: t\n  targets: y\n  classes: 2\n  layout: sequence",
                model: [layer])
            return network(file, [3, 4]).parameters.map(\.parameter.value.scalars)
        }
        #expect(try values(plain) == values(named))
        let key = named.contains("hidden") ? "hidden: 3" : "heads: 2"
        let kind = plain.prefix { $0 != ":" }
        let zeros = try values(
            "\(kind): {\(key), initializer: zeros, bias-initializer: {constant: 0.5}}")
        let plainValues = try values(plain)
        #expect(zeros != plainValues)
        let held = Set(zeros.joined())
        #expect(held.isSubset(of: [0, 0.5, 1]), "\(held)")
        #expect(held.contains(0.5))
    }
}
