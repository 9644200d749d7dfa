import Experiments
import Checks
import Datasets
import Foundation
import Jobs
import Networks
import Randomness
import Testing

/// The two checks that show rather than judge.
@Suite struct ShownTests {
    @Test func `images are shown as they enter the network, 16 of them, labelled`() throws {
        let subject = try Recipe.sample("examples/digits/cnn", job: "inputs")
        let pictures = try subject.finding(of: "inputs").pictures
        #expect(pictures.count == 16)
        let labels: [String] = subject.trainingData.labels.prefix(16).map { "\($0)" }
        #expect(pictures.map(\.caption) == labels)
        for (row, picture) in pictures.enumerated() {
            #expect(picture.width == 8 && picture.height == 8 && picture.channels == 1)
            #expect(picture.pixels.count == 64)
            #expect(picture.pixels.min() == 0)
            #expect(picture.pixels.max() == 255)
            let values = Array(subject.trainingData.input(at: row))
            let brightest = values.indices.max { values[$0] < values[$1] } ?? 0
            #expect(picture.pixels[brightest] == 255)
        }
    }

    @Test func `inputs that are all 0 show black pictures`() throws {
        var subject = try Recipe.sample("examples/digits/cnn", job: "inputs")
        for place in subject.trainingData.inputs.indices { subject.trainingData.inputs[place] = 0 }
        for picture in try subject.finding(of: "inputs").pictures {
            #expect(picture.pixels.allSatisfy { $0 == 0 })
        }
    }

    @Test func `a table's first rows are shown with names and targets`() throws {
        let finding = try Recipe.sample("edit-30", job: "inputs").finding(of: "inputs")
        let table = try #require(finding.tables.first)
        #expect(finding.pictures.isEmpty)
        #expect(table.rows.count == 8)
        #expect(table.columns.count == 9)
        #expect(table.columns.first == "target")
        #expect(table.rows.allSatisfy { $0.count == 9 })
        let named = try Recipe.sample("examples/breast-cancer/mlp", job: "inputs")
        let columns = try named.finding(of: "inputs").tables.first?.columns
        #expect(columns?.prefix(3) == ["target", "mean radius", "mean texture"])
    }

    @Test func `filters are shown before and after training, with maps of the first row`() throws {
        let subject = try Recipe.sample("examples/digits/cnn", job: "training")
        let finding = try subject.finding(of: "first-layer")
        #expect(finding.verdict == .passed)
        #expect(finding.pictures.count == 5)
        let (before, after) = (finding.pictures[0], finding.pictures[1])
        #expect(before.caption == "the 32 filters of layer 0 before the training: grey is 0")
        #expect(after.caption.hasPrefix("the 32 filters of layer 0 after "))
        #expect(before.pixels != after.pixels)
        // Eight filters of three by three in a row, each pixel eight wide, and gaps of two.
        #expect(before.width == 208 && before.height == 104)
        #expect(finding.pictures[3].caption.contains("maps of the first training row by layer"))
        #expect(finding.measurements[0].value > 0)
        let bytes = finding.pictures.reduce(0) { $0 + $1.pixels.count }
        #expect(bytes < 256 << 10)
        let table = try Recipe.sample("examples/breast-cancer/mlp", job: "training")
        #expect(try table.finding(of: "first-layer").verdict == .skipped)
    }

    @Test func `a dense layer's weights are pictures where the inputs are`() throws {
        var subject = try Recipe.sample("examples/digits/cnn", job: "training")
        subject.rebuild { _ in
            [
                Flatten(),
                Linear(inputs: 64, outputs: 10, key: RandomKey(seed: 1, job: "w", purpose: "w")),
            ]
        }
        let finding = try subject.finding(of: "first-layer")
        #expect(finding.pictures.count == 3)
        #expect(
            finding.pictures[0].caption
                == "the 10 units of layer 1 before the training: grey is 0")
    }

    @Test func `answers along a training are a picture, a column for each look`() throws {
        let finding = try Recipe.sample("examples/digits/mlp", job: "training")
            .finding(of: "prediction-dynamics")
        let picture = try #require(finding.pictures.first)
        #expect(picture.height == 32 * 8)
        #expect(picture.width >= 3 * 8)
        #expect(Set(picture.pixels).count > 3)
    }

    @Test func `the notebook's network has 94,538 parameters`() throws {
        let finding = try Recipe.sample("examples/notebook-cnn/cnn", job: "model-summary")
            .finding(of: "model-summary")
        #expect(finding.evidence.hasPrefix("94538 parameters in 10 layers"))
        #expect(finding.measurements.contains { $0.value == 94_538 })
        #expect(finding.tables.first?.rows.count == 10)
    }

    @Test func `a training that diverges is told in words, and says nothing of leaks`() throws {
        var subject = try Recipe.sample("examples/digits/mlp", job: "label-permutation")
        subject.learningRate = 1000
        let finding = try subject.finding(of: "label-permutation")
        #expect(finding.verdict == .skipped)
        #expect(finding.evidence == "20 of 20 trainings became NaN or infinite within 300 steps")
        let stability = try subject.finding(of: "stability")
        #expect(stability.verdict == .failed)
        #expect(stability.evidence.contains("the loss became NaN in step"))
    }

    @Test func `a check that does not apply is skipped`() throws {
        #expect(try Recipe.sample("ok-01", job: "c").finding(of: "clipping").verdict == .skipped)
        #expect(
            try Recipe.sample("ok-01", job: "b").finding(of: "batch-norm-rows").verdict == .skipped)
    }
}
