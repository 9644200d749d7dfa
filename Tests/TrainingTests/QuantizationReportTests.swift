import Networks
import Randomness
import Tensors
import Testing
import Training

private let key = RandomKey(key: 51, stream: 52)

@Suite struct QuantizationReportTests {
    private func objective() -> (Objective, Examples) {
        let network = Network(
            Sequential(
                Linear(inputs: 20, outputs: 64, key: key.substream(0)), BatchNorm1d(64), ReLU(),
                Linear(inputs: 64, outputs: 3, key: key.substream(1))))
        let inputs = Tensor.normal([70, 20], key: key)
        let examples = Examples(
            inputs: inputs, targets: .classes((0..<70).map { Int32($0 % 3) }))
        return (Objective(network: network, loss: CrossEntropy()), examples)
    }

    @Test func `the report holds both networks against each other`() throws {
        let (objective, examples) = objective()
        let report = objective.quantizationReport(on: examples, batchSize: 32, rounds: 2)
        #expect(report.layers == ["0", "3"])
        #expect(report.before.evaluation == objective.evaluate(examples, batchSize: 32))
        let after = Objective(network: report.network, loss: CrossEntropy())
        #expect(report.after.evaluation == after.evaluate(examples, batchSize: 32))
        #expect(report.before.weightBytes == 4 * (20 * 64 + 64 + 4 * 64 + 64 * 3 + 3))
        #expect(
            report.after.weightBytes
                == 20 * 64 + 4 * 64 + 4 * 64 + 4 * 4 * 64 + 64 * 3 + 4 * 3 + 4 * 3)
        #expect(abs(report.after.evaluation.loss - report.before.evaluation.loss) < 0.05)
        #expect(report.before.inferenceTime > .zero && report.after.inferenceTime > .zero)
    }

    @Test func `differences are those of the outputs, over all batches`() {
        let (objective, examples) = objective()
        let report = objective.quantizationReport(on: examples, batchSize: 32, rounds: 1)
        let pairs = zip(
            objective.network(examples.inputs).doubles, report.network(examples.inputs).doubles)
        let differences = pairs.map { abs($0 - $1) }
        #expect(report.largestDifference == differences.max())
        #expect(abs(report.meanDifference - differences.reduce(0, +) / 210) < 1e-12)
        #expect(report.largestDifference > report.meanDifference && report.meanDifference > 0)
    }
}
