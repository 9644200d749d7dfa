import Tensors
import Testing

/// Expects the program to end with a sentence that names all of `words`.
private func traps(naming words: [String], _ result: ExitTest.Result?) {
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    for word in words { #expect(said.contains(word)) }
}

@Suite struct WindowTrapTests {
    @Test func `groups that do not divide the channels trap with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = conv2d(.zeros([1, 8, 8, 3]), .zeros([4, 3, 3, 1]), nil, .init(groups: 2))
        }
        traps(naming: ["conv2d", "[1, 8, 8, 3]", "[4, 3, 3, 1]", "groups 2"], result)
    }

    @Test func `a dilated kernel larger than the image traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = conv2d(.zeros([1, 5, 4, 3]), .zeros([4, 3, 3, 3]), nil, .init(dilation: 2))
        }
        traps(naming: ["conv2d", "[1, 5, 4, 3]", "[4, 3, 3, 3]", "dilation of [2, 2]"], result)
    }

    @Test func `a sequence of the wrong rank traps with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = conv1d(.zeros([5, 4]), .zeros([4, 3, 4]))
        }
        traps(naming: ["conv1d", "[5, 4]", "[4, 3, 4]"], result)
    }

    @Test func `filters that do not fit a transposed convolution trap with both shapes`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = convTranspose2d(.zeros([1, 5, 4, 3]), .zeros([4, 3, 3, 3]))
        }
        traps(naming: ["convTranspose2d", "[1, 5, 4, 3]", "[4, 3, 3, 3]"], result)
    }

    @Test func `an output padding as large as the stride traps with both`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = convTranspose2d(
                .zeros([1, 5, 4, 3]), .zeros([3, 3, 3, 2]), nil, .init(stride: 2),
                outputPadding: 2)
        }
        traps(naming: ["convTranspose2d", "stride [2, 2]", "not [2, 2]"], result)
    }

    @Test func `upsampling what is no image traps with its shape`() async {
        let result = await #expect(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            _ = upsample2d(.zeros([5, 4, 3]), factor: 2)
        }
        traps(naming: ["upsample2d", "[5, 4, 3]"], result)
    }
}

@Suite struct EmptyWindowTests {
    @Test func `no images give no values and gradients of 0`() {
        withTape {
            let x = Tensor.zeros([0, 5, 5, 4]).tracked()
            let weight = Tensor.zeros([4, 3, 3, 1]).tracked()
            let y = conv2d(x, weight, nil, .init(dilation: 2, groups: 4))
            let z = upsample2d(convTranspose2d(y, weight, nil, .init(groups: 4)), factor: 2)
            #expect(z.shape == [0, 6, 6, 4])
            let gradients = z.sum().gradients()
            #expect(gradients[x]?.shape == [0, 5, 5, 4])
            #expect(gradients[weight]?.scalars == [Float](repeating: 0, count: 36))
        }
    }
}
