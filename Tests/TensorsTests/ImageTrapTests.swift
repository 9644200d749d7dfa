import Tensors
import Testing

/// Expects the program to end with a sentence that names all of `words`.
private func traps(naming words: [String], _ result: ExitTest.Result?) {
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    for word in words { #expect(said.contains(word)) }
}

@Suite struct ImageTrapTests {
    @Test func `channels that differ trap with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = conv2d(.zeros([2, 8, 8, 3]), .zeros([4, 3, 3, 5]))
        }
        traps(naming: ["[2, 8, 8, 3]", "[4, 3, 3, 5]"], result)
    }

    @Test func `a kernel larger than the image traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = conv2d(.zeros([2, 2, 8, 3]), .zeros([4, 5, 5, 3]), padding: 1)
        }
        traps(naming: ["[2, 2, 8, 3]", "[4, 5, 5, 3]"], result)
    }

    @Test func `a bias that does not fit traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = conv2d(.zeros([2, 8, 8, 3]), .zeros([4, 5, 5, 3]), .zeros([5]))
        }
        traps(naming: ["[4, 5, 5, 3]", "[5]"], result)
    }

    @Test func `a pooling window larger than the image traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = maxPool2d(.zeros([1, 2, 5, 3]), kernel: 3)
        }
        traps(naming: ["[1, 2, 5, 3]", "[3, 3]"], result)
    }

    @Test func `bins of images that are not four-dimensional trap with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = adaptiveAvgPool2d(.zeros([4, 3]), height: 1, width: 2)
        }
        traps(naming: ["[4, 3]", "[1, 2]"], result)
    }
}
