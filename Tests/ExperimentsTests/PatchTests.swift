import Experiments
import Foundation
import Jobs
import Randomness
import Testing
import Yams

/// An edit prints itself as what a person would write into the experiment file.
@Suite struct PatchTests {
    @Test(arguments: ExampleTests.files)
    func `a file with an edit's lines is the experiment with the edit`(_ path: String) throws {
        let url = ExampleTests.root.appending(path: path)
        let text = try String(contentsOf: url, encoding: .utf8)
        let defaults = try ExperimentFile(contentsOf: url.path).defaults
        var draw = RandomEdit(of: defaults, seed: UInt64(ExampleTests.files.firstIndex(of: path)!))
        var fitting = 0
        for _ in 0..<30 {
            let edits = draw.some()
            guard let edited = try? defaults.applying(edits) else { continue }
            fitting += 1
            let patch = defaults.patch(to: edited)
            let other = try Self.text(text, with: patch)
            let read = try ExperimentFile(text: other, path: path) { name in
                try Data(contentsOf: URL(filePath: name, relativeTo: url))
            }
            #expect(read.defaults == edited, "\(edits)\n\(patch)")
            #expect(patch.changes.isEmpty == (edited == defaults))
        }
        #expect(fitting >= 8)
    }

    @Test func `lines are those of the change, in their section`() throws {
        let old = try EditTests.experiment("examples/digits/cnn.yaml")
        func words(_ edits: Edit...) throws -> String {
            old.patch(to: try old.applying(edits)).description
        }
        #expect(
            try words(
                .replace(
                    .optimizer,
                    with: ComponentSpecification(
                        kind: "sgd", settings: ["learning-rate": .scalar(.real(0.1))])))
                == "optimizer: {sgd: 0.1}")
        #expect(
            try words(.batchSize(8), .switchOff(.clipping), .epochs(1))
                == "training:\n  epochs: 1\n  batch-size: 8\n  # without clip-norm")
        #expect(
            try words(.normalize(.unit), .initializationSeed(3))
                == "data:\n  normalize: unit\ninitialization-seed: 3")
        let gelu = ComponentSpecification(kind: "gelu")
        #expect(
            try words(.replace(.layer("1"), with: gelu))
                == "model:\n  # in place of layer 1\n  - gelu")
        #expect(try words(.insertLayer(at: "1", gelu)) == "model:\n  # before layer 1\n  - gelu")
        #expect(try Edit.epochs(2).patch(of: old).description == "training:\n  epochs: 2")
        #expect(throws: EditError.self) { try Edit.epochs(0).patch(of: old) }
    }

    /// Writes the patch into a file as a person would.
    private static func text(_ text: String, with patch: ExperimentPatch) throws -> String {
        var root = try #require(try Yams.compose(yaml: text))
        for change in patch.changes {
            switch change {
            case .key(nil, let name, let lines): root.mapping?[name] = try value(name, lines)
            case .key(let section?, let name, let lines):
                root[section]?.mapping?[name] = try value(name, lines)
            case .layers(let first, let count, let layers):
                let new = try layers.map {
                    try #require(try Yams.compose(yaml: $0.joined(separator: "\n"))?[0])
                }
                root["model"]?.sequence?.replaceSubrange(first..<first + count, with: new)
            }
        }
        return try Yams.serialize(node: root)
    }

    private static func value(_ name: String, _ lines: [String]) throws -> Node? {
        if lines.isEmpty { return nil }
        return try #require(try Yams.compose(yaml: lines.joined(separator: "\n"))?[name])
    }
}

/// Draws edits that may fit an experiment.
struct RandomEdit {
    private let experiment: ExperimentSpecification
    private var stream: RandomStream

    init(of experiment: ExperimentSpecification, seed: UInt64) {
        self.experiment = experiment
        stream = RandomStream(RandomKey(key: seed, stream: 17))
    }

    mutating func some() -> [Edit] { (0..<1 + below(3)).map { _ in one() } }

    private mutating func one() -> Edit {
        switch below(14) {
        case 0: .set(.optimizer, key: "learning-rate", value: .scalar(.real(rate())))
        case 1: .replace(.optimizer, with: optimizer())
        case 2: .replace(.schedule, with: schedule())
        case 3: .set(.loss, key: "reduction", value: .scalar(.text(pick(["mean", "sum"]))))
        case 4: .replace(.layer(path()), with: layer())
        case 5: .insertLayer(at: path(), layer())
        case 6: .removeLayer(at: path())
        case 7: .initializeAll(initializer())
        case 8: .switchOff(pick(Edit.Feature.allCases))
        case 9: .normalize(normalization())
        case 10: .batchSize(1 + below(100))
        case 11: .epochs(1 + below(9))
        case 12: .precision(pick(PrecisionSpecification.allCases))
        default: .initializationSeed(UInt64(below(1 << 30)))
        }
    }

    private mutating func below(_ count: Int) -> Int {
        Int(stream.permutation(max(1, min(count, 4096)))[0])
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    private mutating func rate() -> Double { Double(1 + below(999)) * pick([1e-9, 1e-5, 1e-3, 7]) }

    private mutating func path() -> String {
        let index = below(experiment.model.count + 1)
        guard index < experiment.model.count, below(2) == 0 else { return "\(index)" }
        return switch experiment.model[index].kind {
        case "residual": "\(index).\(pick(["layers", "shortcut"])).\(below(4))"
        case "concatenate": "\(index).branches.\(below(3)).\(below(3))"
        case "repeat": "\(index).\(below(3))"
        default: "\(index)"
        }
    }

    private mutating func layer() -> ComponentSpecification {
        let kind = pick([
            "relu", "tanh", "dropout", "layer-norm", "residual", "concatenate", "prelu",
        ])
        let inner = SettingValue.component(ComponentSpecification(kind: pick(["gelu", "elu"])))
        return switch kind {
        case "dropout":
            ComponentSpecification(
                kind: kind, settings: ["rate": .scalar(.real(Double(below(9)) / 10))])
        case "residual":
            ComponentSpecification(
                kind: kind,
                settings: ["layers": .list(Array(repeating: inner, count: 1 + below(30)))])
        case "concatenate":
            ComponentSpecification(
                kind: kind, settings: ["branches": .list([.list([]), .list([inner])])])
        default: ComponentSpecification(kind: kind)
        }
    }

    private mutating func optimizer() -> ComponentSpecification {
        ComponentSpecification(
            kind: pick(["sgd", "adam", "lion", "nadam"]),
            settings: [
                "learning-rate": .scalar(.real(rate())),
                "weight-decay": .scalar(.real(pick([0, 0.01]))),
            ])
    }

    private mutating func schedule() -> ComponentSpecification {
        pick([
            ComponentSpecification(kind: "constant"),
            ComponentSpecification(
                kind: "cosine", settings: ["warmup-steps": .scalar(.integer(below(50)))]),
            ComponentSpecification(
                kind: "multi-step",
                settings: [
                    "epochs": .list([.scalar(.integer(2)), .scalar(.integer(4))]),
                    "factor": .scalar(.real(0.5)),
                ]),
        ])
    }

    private mutating func initializer() -> ComponentSpecification {
        pick([
            ComponentSpecification(kind: "glorot"),
            ComponentSpecification(
                kind: "normal", settings: ["deviation": .scalar(.real(rate()))]),
        ])
    }

    private mutating func normalization() -> DataSpecification.Normalization {
        pick([
            .none, .unit, .standard, .given(mean: [rate()], deviation: [rate()]),
            .given(mean: [1, -2e-7], deviation: [0.25, 1e12]),
        ])
    }
}
