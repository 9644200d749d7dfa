import Experiments
import Jobs
import Networks
import Randomness
import Tensors
import Testing

@Suite struct ConvolutionKindTests {
    /// The tour with a stack of sequence layers; its data's shape is not known before it is read.
    private func file(_ layers: [String]) throws -> ExperimentFile {
        let text = TourTests.tour.replacing(
            "  - conv2d: {filters: \"${width}\", kernel: 3, padding: 1}\n",
            with: layers.map { "  - \($0)\n" }.joined()
        ).replacing("  - max-pool2d: 2\n", with: "")
        return try ExperimentFile(text: text, path: "f.yaml")
    }

    @Test func `convolutions of sequences are built as their shapes foretell`() throws {
        let file = try file([
            "conv1d: {filters: \"${width}\", kernel: 3, padding: 1}",
            "conv1d: {filters: 4, kernel: 2, stride: 2, dilation: 2, groups: 4, bias: false}",
        ])
        let specification = try file.specification()
        try file.checkShapes(inputShape: [9, 3])
        let network = specification.network(
            inputShape: [9, 3], keys: { RandomKey(seed: 1, job: "job", purpose: $0) })
        let summary = try NetworkSummary(network, inputShape: [9, 3], batchSize: 2)
        let outputs = network.activations(.full([2, 9, 3], 1))
        #expect(
            outputs.map { Array($0.output.shape.dropFirst()) } == summary.rows.map(\.outputShape))
        #expect(summary.rows.prefix(2).map(\.outputShape) == [[9, 32], [4, 4]])
        #expect(summary.parameters == network.trainableCount)
    }

    @Test func `a window that does not fit a sequence is an error with its place`() throws {
        let file = try file(["conv1d: {filters: \"${width}\", kernel: 4, dilation: 3}"])
        #expect { try file.checkShapes(inputShape: [9, 3]) } throws: { error in
            "\(error)" == """
                f.yaml:15:5: model[0].conv1d: a window of [4] with a dilation of 3 does not fit \
                its input [9, 3]
                """
        }
    }
}
