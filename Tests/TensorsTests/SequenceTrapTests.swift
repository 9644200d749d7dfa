import Tensors
import Testing

/// Expects the program to end with a sentence that names all of `words`.
private func traps(naming words: [String], _ result: ExitTest.Result?) {
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    for word in words { #expect(said.contains(word)) }
}

@Suite struct SequenceTrapTests {
    @Test func `an id beyond the table traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = embedding(.zeros([3, 4]), ids: Tensor([0, 3], shape: [1, 2], type: .float32))
        }
        traps(naming: ["embedding", "3.0", "[1, 2]", "[3, 4]"], result)
    }

    @Test func `a table that is no matrix traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = embedding(.zeros([3]), ids: .zeros([5, 2]))
        }
        traps(naming: ["embedding", "[3]", "[5, 2]"], result)
    }

    @Test func `a scale that does not fit the features traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = layerNorm(.zeros([2, 4]), scale: .zeros([3]), shift: .zeros([4]))
        }
        traps(naming: ["layerNorm", "[2, 4]", "[3]"], result)
    }

    @Test func `a scale that does not fit the rows traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = rmsNorm(.zeros([2, 4]), scale: .zeros([2]))
        }
        traps(naming: ["rmsNorm", "[2, 4]", "[2]"], result)
    }

    @Test func `a scale that does not fit the channels traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = groupNorm(
                .zeros([2, 4]), groups: 2, scale: .zeros([3]), shift: .zeros([4]))
        }
        traps(naming: ["groupNorm", "[2, 4]", "[3]"], result)
    }

    @Test func `channels that do not split into groups trap`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = groupNorm(
                .zeros([2, 5]), groups: 2, scale: .zeros([5]), shift: .zeros([5]))
        }
        traps(naming: ["groupNorm", "[2, 5]", "2 groups"], result)
    }

    @Test func `slopes that do not fit the channels trap with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = Tensor.zeros([2, 5]).prelu(slope: .zeros([2]))
        }
        traps(naming: ["prelu", "[2, 5]", "[2]"], result)
    }

    @Test func `a weight that does not fit the gates traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = lstm(.zeros([2, 3, 8]), weight: .zeros([6, 2]))
        }
        traps(naming: ["lstm", "[2, 3, 8]", "[6, 2]"], result)
    }

    @Test func `an initial state of another batch traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = rnn(.zeros([2, 3, 4]), weight: .zeros([4, 4]), hidden: .zeros([1, 4]))
        }
        traps(naming: ["rnn", "[2, 3, 4]", "[1, 4]"], result)
    }

    @Test func `a bias that does not fit the gates traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = gru(.zeros([2, 3, 6]), weight: .zeros([6, 2]), bias: .zeros([2]))
        }
        traps(naming: ["gru", "[2, 3, 6]", "[2]"], result)
    }

    @Test func `features that do not split into heads trap`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = selfAttention(.zeros([2, 3, 12]), heads: 3)
        }
        traps(naming: ["selfAttention", "[2, 3, 12]", "3 heads"], result)
    }

    @Test func `a padding of other keys traps with its shape`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = selfAttention(.zeros([2, 3, 12]), heads: 2, padding: .zeros([3]))
        }
        traps(naming: ["selfAttention", "[2, 3]", "[3]"], result)
    }

    @Test func `sequences of another batch trap with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = crossAttention(.zeros([2, 3, 4]), .zeros([1, 3, 8]), heads: 2)
        }
        traps(naming: ["crossAttention", "[2, 3, 4]", "[1, 3, 8]"], result)
    }
}
