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
}
