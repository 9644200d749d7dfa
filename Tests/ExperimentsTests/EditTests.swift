import Experiments
import Foundation
import Jobs
import Testing

/// What each edit changes, and what one says that does not fit.
@Suite struct EditTests {
    static func experiment(_ path: String) throws -> ExperimentSpecification {
        try ExperimentFile(contentsOf: ExampleTests.root.appending(path: path).path).defaults
    }

    private let cnn = "examples/digits/cnn.yaml"
    private let resnet = "examples/digits/resnet18.yaml"

    @Test func `values and components are replaced, and what is left out is standard`() throws {
        let old = try Self.experiment(cnn)
        let new = try old.applying([
            .set(.optimizer, key: "learning-rate", value: .scalar(.real(0.5))),
            .replace(.schedule, with: ComponentSpecification(kind: "cosine")),
            .replace(
                .loss,
                with: ComponentSpecification(
                    kind: "softmax-cross-entropy",
                    settings: ["label-smoothing": .scalar(.real(0.1))])),
            .set(.layer("0"), key: "filters", value: .scalar(.integer(5))),
        ])
        #expect(new.optimizer.settings["learning-rate"] == .scalar(.real(0.5)))
        #expect(new.optimizer.settings["betas"] == old.optimizer.settings["betas"])
        #expect(new.schedule.settings["minimum"] == .scalar(.integer(0)))
        #expect(new.loss.kind == "cross-entropy")
        #expect(new.loss.settings["reduction"] == .scalar(.text("mean")))
        #expect(new.model[0].settings["filters"] == .scalar(.integer(5)))
        #expect(new.model.dropFirst() == old.model.dropFirst())
        #expect(new.training == old.training)
    }

    @Test func `layers are inserted, replaced and removed by their paths, inner ones too`() throws {
        let old = try Self.experiment(resnet)
        let block = try #require(old.model.firstIndex { $0.kind == "residual" })
        let tanh = ComponentSpecification(kind: "tanh")
        let new = try old.applying([
            .insertLayer(at: "\(block).layers.0", tanh), .insertLayer(at: "0", tanh),
            .removeLayer(at: "1"), .replace(.layer("\(block).layers.1"), with: tanh),
        ])
        #expect(new.model[0] == tanh)
        #expect(new.model.count == old.model.count)
        guard case .list(let before)? = old.model[block].settings["layers"],
            case .list(let after)? = new.model[block].settings["layers"]
        else {
            Issue.record("a residual block has layers")
            return
        }
        #expect(after[...1] == [.component(tanh), .component(tanh)])
        #expect(after.dropFirst(2) == before.dropFirst())
        let longer = try old.applying([.insertLayer(at: "\(old.model.count)", tanh)])
        #expect(longer.model == old.model + [tanh])
    }

    @Test func `regularisers are off, wherever they are`() throws {
        var old = try Self.experiment("examples/sums/transformer.yaml")
        old.training.averageDecay = 0.9
        old.training.pruning = PruningSpecification(sparsity: 0.5)
        old.optimizer.settings["weight-decay"] = .scalar(.real(0.1))
        old.loss.settings["label-smoothing"] = .scalar(.real(0.1))
        old.model.append(
            ComponentSpecification(kind: "dropout", settings: ["rate": .scalar(.real(0.5))]))
        var new = try old.applying([.switchOff(.regularisers)])
        var shares: [String] = []
        for index in new.model.indices {
            new.model[index].visit { layer in
                for name in ["dropout", "attention-dropout", "rate"] {
                    if let share = layer.settings[name] { shares.append("\(name) \(share)") }
                }
            }
        }
        let zero = SettingValue.scalar(.integer(0))
        #expect(Set(shares) == ["dropout \(zero)", "attention-dropout \(zero)", "rate \(zero)"])
        #expect(new.training.averageDecay == nil)
        #expect(new.training.pruning == nil)
        #expect(new.optimizer.settings["weight-decay"] == .scalar(.integer(0)))
        #expect(new.loss.settings["label-smoothing"] == .scalar(.integer(0)))
    }

    @Test func `a student without regularisers has no teacher`() throws {
        let old = try Self.experiment("examples/distillation/student.yaml")
        #expect(old.distillation != nil)
        #expect(try old.applying([.switchOff(.regularisers)]).distillation == nil)
    }

    @Test func `the rest of the list`() throws {
        var old = try Self.experiment(cnn)
        old.training.precision = .bf16
        old.training.lossScale = .dynamic
        old.data.augmentation = [
            ComponentSpecification(
                kind: "random-crop", settings: ["padding": .scalar(.integer(1))])
        ]
        let zeros = ComponentSpecification(kind: "zeros")
        let new = try old.applying([
            .initializeAll(zeros), .switchOff(.augmentation), .switchOff(.shuffling),
            .switchOff(.clipping), .normalize(.given(mean: [0.5], deviation: [2])), .batchSize(7),
            .epochs(3), .precision(.float32), .initializationSeed(9),
        ])
        let initializers = new.model.compactMap { $0.settings["initializer"] }
        #expect(initializers.count >= 3 && initializers.allSatisfy { $0 == .component(zeros) })
        #expect(new.data.augmentation == [])
        #expect(!new.training.shuffle)
        #expect(old.training.clipNorm == 5 && new.training.clipNorm == nil)
        #expect(new.data.normalization == .given(mean: [0.5], deviation: [2]))
        #expect(new.training.batchSize == 7 && new.training.epochs == 3)
        #expect(new.training.precision == .float32 && new.training.lossScale == nil)
        #expect(new.initializationSeed == 9 && new.seed == old.seed)
    }

    @Test func `an initialization seed stands in a file`() throws {
        let url = ExampleTests.root.appending(path: cnn)
        let text = try String(contentsOf: url, encoding: .utf8)
        let file = try ExperimentFile(text: text + "\ninitialization-seed: 12\n", path: "x")
        #expect(file.defaults.initializationSeed == 12)
        #expect(throws: ExperimentErrors.self) {
            try ExperimentFile(text: text + "\ninitialization-seed: -1\n", path: "x")
        }
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let edits: [Edit]
        let path: String
        let message: String
        var testDescription: String { message }

        init(_ edits: Edit..., at path: String = "", says message: String) {
            self.edits = edits
            self.path = path
            self.message = message
        }
    }

    private static let relu = ComponentSpecification(kind: "relu")

    static let wrong: [Wrong] = [
        Wrong(
            .set(.optimizer, key: "learing-rate", value: .scalar(.real(1))),
            at: "optimizer.adamw", says: "did you mean \"learning-rate\"?"),
        Wrong(
            .set(.optimizer, key: "learning-rate", value: .scalar(.text("fast"))),
            at: "optimizer.adamw.learning-rate", says: "found \"fast\""),
        Wrong(
            .set(.optimizer, key: "learning-rate", value: .scalar(.real(.infinity))),
            at: "optimizer.adamw.learning-rate", says: "allowed: a number above 0"),
        Wrong(
            .set(.layer("0"), key: "kernel", value: .list([])), at: "model[0].conv2d.kernel",
            says: "found 0 numbers"),
        Wrong(
            .replace(.optimizer, with: ComponentSpecification(kind: "adm")), at: "optimizer",
            says: "did you mean \"adam\"?"),
        Wrong(
            .replace(.layer("4"), with: ComponentSpecification(kind: "linear")),
            at: "model[4].linear", says: "\"features\" is missing"),
        Wrong(.replace(.layer("99"), with: relu), says: "there is no layer 99: the layers there"),
        Wrong(.removeLayer(at: "0.layers.1"), says: "conv2d has no list \"layers\" of layers"),
        Wrong(.removeLayer(at: "-1"), says: "found the path \"-1\""),
        Wrong(.removeLayer(at: ""), says: "found the path \"\""),
        Wrong(.removeLayer(at: "99999999999999999999"), says: "found the path"),
        Wrong(.insertLayer(at: "12345", relu), says: "there is no layer 12345"),
        Wrong(.insertLayer(at: "0.kernel.0", relu), says: "conv2d has no list \"kernel\""),
        Wrong(.batchSize(0), at: "training.batch-size", says: "found 0"),
        Wrong(.epochs(-1), at: "training.epochs", says: "found -1"),
        Wrong(
            .initializationSeed(.max), at: "initialization-seed", says: "found \"18446744073709"),
        Wrong(
            .normalize(.given(mean: [0], deviation: [0])), at: "data.normalize.std[0]",
            says: "found 0"),
        Wrong(
            .normalize(.given(mean: [.nan], deviation: [])), at: "data.normalize.mean[0]",
            says: "found nan"),
        Wrong(
            .initializeAll(ComponentSpecification(kind: "best")),
            at: "model[0].conv2d.initializer", says: "unknown initializer \"best\""),
        Wrong(
            .switchOff(.shuffling), .replace(.loss, with: ComponentSpecification(kind: "mse")),
            .replace(
                .schedule,
                with: ComponentSpecification(
                    kind: "reduce-on-plateau",
                    settings: ["metric": .scalar(.text("validation-accuracy"))])),
            at: "schedule", says: "does not belong to mean-squared-error"),
    ]

    @Test(arguments: wrong)
    func `an edit that does not fit says what and where`(_ wrong: Wrong) throws {
        let experiment = try Self.experiment(cnn)
        let error = #expect(throws: EditError.self) { try experiment.applying(wrong.edits) }
        #expect(error?.path == wrong.path)
        #expect(error?.message.contains(wrong.message) == true, "\(error?.message ?? "")")
        if wrong.edits.count == 1 { #expect(error?.edit == wrong.edits[0].words) }
    }

    @Test func `layers that no longer fit the data are named with both shapes`() throws {
        let edit = Edit.removeLayer(at: "1")
        let url = ExampleTests.root.appending(path: cnn)
        let file = try ExperimentFile(contentsOf: url.path)
        let data = try ExperimentData(
            file.defaults.data, seed: 1,
            files: ExperimentFiles(of: file, in: url.deletingLastPathComponent()))
        let flatten = try #require(file.defaults.model.firstIndex { $0.kind == "flatten" })
        try file.defaults.check(data, after: [])
        let edited = try file.defaults.applying([.removeLayer(at: "\(flatten)")])
        let error = #expect(throws: EditError.self) { try edited.check(data, after: [edit]) }
        #expect(error?.path.hasSuffix(".linear") == true)
        #expect(error?.message.contains("but its input is") == true, "\(error?.message ?? "")")
    }

    @Test func `a layer in a repetition is edited in all of them, by its first path`() throws {
        var experiment = try Self.experiment("examples/digits/mlp.yaml")
        let relu = ComponentSpecification(kind: "relu")
        let tanh = ComponentSpecification(kind: "tanh")
        experiment.model.append(
            ComponentSpecification(
                kind: "repeat",
                settings: [
                    "layers": .list([.component(relu), .component(relu)]),
                    "times": .scalar(.integer(3)),
                ]))
        let last = experiment.model.count - 1
        let new = try experiment.applying([.replace(.layer("\(last).1"), with: tanh)])
        #expect(new.model[last].settings["layers"] == .list([.component(relu), .component(tanh)]))
        let error = #expect(throws: EditError.self) {
            try experiment.applying([.replace(.layer("\(last).5"), with: tanh)])
        }
        #expect(error?.message.contains("a repetition of the one with 1 in place of 5") == true)
    }
}
