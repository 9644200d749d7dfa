import Foundation
import Networks
import Tensors
import Testing
import Training

/// One row of Goldens/metrics.json.
private struct Golden: Decodable, CustomTestStringConvertible, Sendable {
    let name: String
    let loss: String
    let shape: [Int]
    let outputs: [Double]
    let classes: [Int32]?
    let values: [Double]?
    let ignored: Int32?
    let expected: [String: Double?]
    let areas: [Double?]
    let f1s: [Double]
    let confusion: [Int]

    var testDescription: String { name }

    var lossFunction: any Loss {
        switch loss {
        case "multi-margin": MultiMargin()
        case "binary-cross-entropy": BinaryCrossEntropyWithLogits()
        case "binary-probabilities": BinaryCrossEntropy()
        case "mean-squared-error": MeanSquaredError()
        default: CrossEntropy(ignoredClass: ignored)
        }
    }

    /// The metrics of the rows in this order, in batches of 7.
    func metrics(_ rows: [Int]? = nil) throws -> Metrics {
        let loss = lossFunction
        let rows = rows ?? Array(0..<shape[0])
        var tally = EpochTally(loss, metrics: true)
        let outputs = Tensor(outputs, shape: shape, type: .float32)
        let width = (values?.count ?? 0) / shape[0]
        for start in stride(from: 0, to: rows.count, by: 7) {
            let batch = Array(rows[start..<min(start + 7, rows.count)])
            let targets: Targets
            if let classes {
                let positions = classes.count / shape[0]
                targets = .classes(
                    batch.flatMap { classes[$0 * positions..<($0 + 1) * positions] })
            } else {
                targets = .values(
                    Tensor(
                        batch.flatMap { (values ?? [])[$0 * width..<($0 + 1) * width] },
                        shape: [batch.count, width], type: .float32))
            }
            let made = outputs.gatheringRows(batch)
            tally.add(
                loss: loss(made, targets).item(), outputs: made, targets: targets,
                judged: loss.judgedCount(targets), rows: batch.count)
        }
        return try #require(tally.evaluation.metrics)
    }
}

@Suite struct MetricTests {
    private static let table: [Golden] = (try? goldens("metrics", Golden.self)) ?? []

    @Test(arguments: table)
    private func `metrics are those of scikit-learn`(_ golden: Golden) throws {
        let found = try golden.metrics()
        for (name, wanted) in golden.expected {
            guard let wanted else {
                #expect(found.values[name] == nil && found.undefined[name] != nil, "\(name)")
                continue
            }
            let value = try #require(found.values[name], "\(name)").value
            #expect(abs(value - wanted) < 1e-6, "\(name)")
        }
        #expect(found.confusion == golden.confusion)
        for (index, area) in golden.areas.enumerated() {
            let value = found.classes[index].auc?.value
            #expect((value == nil) == (area == nil), "class \(index)")
            #expect(abs((value ?? 0) - (area ?? 0)) < 1e-9, "class \(index)")
        }
        for (index, f1) in golden.f1s.enumerated() where found.classes[index].actual > 0 {
            #expect(abs(try #require(found.classes[index].f1).value - f1) < 1e-9)
        }
    }

    @Test func `the table is there`() { #expect(Self.table.count == 14) }

    @Test(arguments: table)
    private func `the order of rows changes no metric`(_ golden: Golden) throws {
        let (one, other) = (
            try golden.metrics(), try golden.metrics((0..<golden.shape[0]).reversed())
        )
        for (name, value) in one.values {
            let turned = try #require(other.values[name])
            #expect(abs(value.value - turned.value) < 1e-12, "\(name)")
            #expect(abs(value.error - turned.error) < 1e-9, "\(name)")
        }
        #expect(one.confusion == other.confusion)
    }

    @Test func `what has no value says why`() throws {
        let lonely = try #require(Self.table.first { $0.name == "one class" }).metrics()
        #expect(lonely.undefined == ["auc": "all 60 answers that count are of class 0"])
        #expect(lonely.absent == [1, 2, 3, 4])
        let unsaid = try #require(Self.table.first { $0.name == "a class that is never given" })
        #expect(try unsaid.metrics().neverGiven == [2])
        let labels = try #require(Self.table.first { $0.name == "labels of one side" }).metrics()
        #expect(labels.absent == [0])
        var tally = EpochTally(CrossEntropy(ignoredClass: 0), metrics: true)
        tally.add(
            loss: 0, outputs: .zeros([2, 3]), targets: .classes([0, 0]), judged: 0, rows: 2)
        let none = try #require(tally.evaluation.metrics)
        #expect(none.values.isEmpty)
        #expect(none.undefined["f1"] == "no row counts")
    }

    @Test func `NaN answers nothing, and leaves no area`() throws {
        var tally = EpochTally(CrossEntropy(), metrics: true)
        tally.add(
            loss: 0, outputs: Tensor([.nan, 0, 0, 1], shape: [2, 2]), targets: .classes([1, 1]),
            judged: 2, rows: 2)
        let found = try #require(tally.evaluation.metrics)
        #expect(found.values["accuracy"]?.value == 0.5)
        #expect(found.undefined["auc"] == "outputs are NaN")
        #expect(found.values.values.allSatisfy { $0.value.isFinite })
    }

    /// 0.25 (1 − 0.25) / 8, and the same with two answers in each of four rows.
    @Test func `errors take the positions of a row together`() throws {
        func accuracy(_ positions: Int, _ classes: [Int32]) throws -> Metrics.Value {
            let rows = classes.count / positions
            var tally = EpochTally(CrossEntropy(), metrics: true)
            tally.add(
                loss: 0, outputs: .zeros([rows, positions, 2]), targets: .classes(classes),
                judged: classes.count, rows: rows)
            return try #require(tally.evaluation.metrics?.values["accuracy"])
        }
        let single = try accuracy(1, [0, 0, 1, 1, 1, 1, 1, 1])
        #expect(abs(single.error - (0.25 * 0.75 / 8).squareRoot()) < 1e-12)
        #expect(single.support == 8)
        let paired = try accuracy(2, [0, 0, 1, 1, 1, 1, 1, 1])
        #expect(abs(paired.error - (0.25 * 0.75 / 4).squareRoot()) < 1e-12)
        #expect(paired.support == 4)
    }

    /// By hand: three positive and two negative scores, one pair tied. The placements of the
    /// positives are 1, 1 and 1/4, those of the negatives 2/3 and 5/6.
    @Test func `the area's error is DeLong's`() throws {
        var tally = EpochTally(BinaryCrossEntropyWithLogits(), metrics: true)
        tally.add(
            loss: 0, outputs: Tensor([3, 2, 0, 1, 0], shape: [5, 1]),
            targets: .values(Tensor([1, 1, 1, 0, 0], shape: [5, 1])), judged: 5, rows: 5)
        let found = try #require(tally.evaluation.metrics?.values["auc"])
        #expect(abs(found.value - 0.75) < 1e-12)
        let variance = (2 * 0.0625 + 0.25) / 9 + 2 * (0.75 - 2.0 / 3) * (0.75 - 2.0 / 3) / 4
        #expect(abs(found.error - variance.squareRoot()) < 1e-12)
    }

    @Test func `losses and errors are to fall, all else to rise`() {
        let falling = Metric.names.filter { Metric.goal(of: $0) == .minimize }
        #expect(falling == ["validation-loss", "validation-mae", "training-loss"])
        #expect(Metric.names(score: "r2").contains("validation-mae"))
        #expect(!Metric.names(score: "accuracy").contains("validation-mae"))
        #expect(Metric.names(score: "accuracy").contains("validation-auc"))
    }
}
