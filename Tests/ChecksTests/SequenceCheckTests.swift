import Checks
import Datasets
import Experiments
import Foundation
import Jobs
import Networks
import Tensors
import Testing

/// The checks on sequences, ids and classes at positions.
@Suite struct SequenceCheckTests {
    static let examples = [
        "examples/digits/lstm", "examples/digits/gru", "examples/digits/resnet18",
        "examples/shapes/unet", "examples/sums/transformer",
    ]

    /// Those of few steps; the others take their time and the same paths.
    static let quick = CheckRegistry.stock.examinations.filter { $0.tier < 2 }.map { $0.name }

    @Test(arguments: examples)
    func `the quick checks find nothing wrong with an example`(_ example: String) throws {
        for check in Self.quick {
            let finding = try Recipe.sample(example, job: check).finding(of: check)
            #expect(
                [.passed, .skipped].contains(finding.verdict), "\(check): \(finding.evidence)")
        }
    }

    private func text(_ job: String) throws -> Recipe {
        try Recipe.sample("examples/sums/transformer", job: job)
    }

    @Test func `ids have no scale, and the text that they stand for is shown`() throws {
        let scale = try text("feature-scale").finding(of: "feature-scale")
        #expect(scale.verdict == .skipped)
        #expect(scale.evidence == "the inputs are ids of an embedding, which have no scale")
        let shown = try text("inputs").finding(of: "inputs")
        let rows = try #require(shown.tables.first).rows
        #expect(rows.count == 8)
        for row in rows {
            #expect(row[0].hasSuffix(" …"))
            #expect(row[1].contains("=") && row[1].contains("\\n"), "\(row)")
        }
    }

    @Test func `steps of sequences and masks of images are shown`() throws {
        let steps = try Recipe.sample("examples/digits/lstm", job: "inputs")
            .finding(of: "inputs").tables.first?.columns
        #expect(steps?.prefix(3) == ["target", "step 0, feature 0", "step 0, feature 1"])
        let subject = try Recipe.sample("examples/shapes/unet", job: "inputs")
        let pictures = try subject.finding(of: "inputs").pictures
        #expect(pictures.count == 16)
        #expect(pictures[0].caption == "row 0")
        #expect(pictures[1].caption == "its classes")
        let classes = subject.trainingData.labels.prefix(256).map { UInt8($0) }
        #expect(Array(pictures[1].pixels) == classes.map { [0, 127, 255][Int($0)] })
    }

    @Test func `attention drops nothing where one batch is to be memorised`() throws {
        let plain = try text("overfit-one-batch")
        var dropping = plain
        for place in plain.specification.model.indices {
            dropping.specification.model[place].visit { layer in
                if layer.kind == "transformer-decoder-block" {
                    layer.settings["attention-dropout"] = .scalar(.real(0.5))
                }
            }
        }
        #expect(dropping.specification != plain.specification)
        let found = try dropping.finding(of: "overfit-one-batch")
        #expect(try found == plain.finding(of: "overfit-one-batch"))
    }

    @Test func `minus one among ids is no mark of a missing value`() throws {
        var subject = try text("schema")
        for place in 0..<100 { subject.trainingData.inputs[place * 32] = 999 }
        #expect(try subject.finding(of: "schema").verdict == .passed)
    }

    @Test(arguments: [
        (
            "examples/sums/transformer", "flatten",
            "the network puts out [416] for each row, but the targets are a class at each of [32]"
        ),
        (
            "examples/shapes/unet", "max-pool2d",
            "the network puts out [8, 8, 3] for each row, but the targets are a class at each of"
                + " [16, 16] positions"
        ),
    ])
    func `outputs at other positions than the targets' are told by both shapes`(
        _ example: String, _ layer: String, _ evidence: String
    ) throws {
        var subject = try Recipe.sample(example, job: "shapes")
        let isPooling = layer == "max-pool2d"
        subject.specification.model.append(
            ComponentSpecification(
                kind: layer, settings: isPooling ? ["kernel": .scalar(.integer(2))] : [:]))
        let finding = try subject.finding(of: "shapes")
        #expect(finding.verdict == .failed)
        #expect(finding.evidence.hasPrefix(evidence), "\(finding.evidence)")
        #expect(subject.objection?.hasPrefix(evidence) == true)
    }

    @Test func `classes at positions where the network puts out one are told`() throws {
        let subject = try Recipe.sample("examples/digits/lstm", job: "shapes")
        var sequence = subject
        sequence.specification.model[0].settings["output"] = .scalar(.text("sequence"))
        #expect(
            sequence.objection == """
                the network puts out [8, 10] for each row, but the targets are one class for each \
                row
                """)
        #expect(subject.objection == nil)
    }

    @Test func `the class that the loss leaves out is no wrong label`() throws {
        var subject = try Recipe.sample("examples/shapes/unet", job: "labels")
        func leaveOut(_ data: Dataset) -> Dataset {
            data.with(
                .classes(data.labels.map { $0 == 0 ? -100 : $0 }, count: 3))
        }
        subject.trainingData = leaveOut(subject.trainingData)
        subject.validationData = leaveOut(subject.validationData)
        #expect(try subject.finding(of: "labels").verdict == .failed)
        subject.loss = CrossEntropy(ignoredClass: -100)
        let finding = try subject.finding(of: "labels")
        #expect(finding.verdict == .passed, "\(finding.evidence)")
        #expect(finding.evidence.hasSuffix("of the class -100, which the loss leaves out"))
    }

    /// Position alone tells the class here, so that trainings on permuted rows learn it too.
    @Test func `what every position's own majority scores is no leak`() throws {
        var (specification, data) = try Recipe.experiment("examples/sums/transformer", seed: 1)
        specification.model = Array(specification.model.prefix(2)) + [specification.model[4]]
        func byPosition(_ rows: Dataset) -> Dataset {
            let part = rows.subset(rows: Array(0..<64))
            return part.with(.classes((0..<64 * 32).map { Int32($0 % 2) }, count: 13))
        }
        data.training = byPosition(data.training)
        data.validation = byPosition(data.validation)
        let finding = try Recipe(
            specification, data: data, seed: 1, job: "label-permutation"
        ).finding(of: "label-permutation")
        #expect(finding.verdict == .skipped, "\(finding.evidence)")
        let permuted = try #require(finding.measurements.dropFirst().first)
        #expect(permuted.value > 0.9)
        #expect(permuted.expected == "about 1")
    }

    @Test func `a trial with too few rows for the ids ends in a sentence`() throws {
        var (specification, data) = try Recipe.experiment("examples/sums/transformer", seed: 1)
        specification.model[0].settings["rows"] = .scalar(.integer(5))
        data.training = data.training.subset(rows: [0, 1])
        let job = PlannedJob(
            name: "schema", checks: ["schema"], tier: 0, expectedCost: 1, heldBackBy: [])
        let error = #expect(throws: CheckError.self) {
            try ExperimentJob.outcome(
                job, specification, data: data, seed: 1, progress: {})
        }
        #expect(
            error?.description
                == "the embedding's inputs: found the id 12; allowed: whole numbers from 0 to 4")
    }

    @Test func `a batch is scored as it was learned, with its own statistics`() throws {
        let finding = try Recipe.sample("examples/digits/resnet18", job: "overfit-one-batch")
            .finding(of: "overfit-one-batch")
        #expect(finding.verdict == .passed)
        let score = finding.measurements.first { $0.name == "score on the batch" }?.value
        #expect((score ?? 0) > 0.9)
    }

    @Test func `dropout inside of a block is declared, and needs no layer of its own`() throws {
        let finding = try text("engine-self-test").finding(of: "engine-self-test")
        let results = finding.tables.first?.rows.map { $0[0] + ": " + $0[2] } ?? []
        #expect(finding.verdict == .passed, "\(results)")
        #expect(
            results.contains { $0.hasSuffix("bit for bit; training differs through its dropout") })
        #expect(results.contains { $0.hasPrefix("mode-toggles: does not apply: no layer") })
    }
}
