internal import Tensors

/// What multiplies and adds.
extension ReferenceJob {
    static func products(_ probe: inout ReferenceProbe) {
        for (first, second) in [(false, false), (false, true), (true, false), (true, true)] {
            // Several blocks of rows, of columns and of the depth, none of them even.
            let (a, b) = (first ? [301, 70] : [70, 301], second ? [37, 301] : [301, 37])
            probe.take(probe.draw(a), probe.draw(b)) {
                matmul($0[0], $0[1], transposeA: first, transposeB: second)
            }
        }
        // Beyond the second-level cache.
        probe.take(probe.draw([530, 260])) { [b = probe.draw([260, 19])] in matmul($0[0], b) }
        probe.take(probe.draw([3, 1, 9, 31]), probe.draw([2, 31, 17])) { matmul($0[0], $0[1]) }
        probe.take(probe.draw([41, 65]), probe.draw([53, 65]), probe.draw([53])) {
            linear($0[0], $0[1], $0[2])
        }
        guard probe.type == .float32 else { return }
        let weights = QuantizedMatrix(probe.draw([45, 66]))
        probe.take(quantizedLinear(probe.draw([13, 66]), weights, probe.draw([45])))
    }

    static func convolutions(_ probe: inout ReferenceProbe) {
        typealias Case = (x: [Int], weight: [Int], settings: ConvolutionSettings)
        let cases: [Case] = [
            ([2, 12, 12, 32], [32, 3, 3, 32], ConvolutionSettings(padding: 1)),
            ([2, 9, 10, 17], [33, 3, 3, 17], ConvolutionSettings(stride: 2, padding: 1)),
            ([2, 14, 14, 1], [6, 5, 5, 1], ConvolutionSettings(padding: 2)),
            ([3, 7, 7, 21], [40, 1, 1, 21], ConvolutionSettings()),
            (
                [2, 9, 8, 12], [18, 3, 2, 4],
                ConvolutionSettings(
                    stride: AxisPair(height: 2, width: 1),
                    padding: AxisPair(height: 1, width: 2),
                    dilation: AxisPair(height: 1, width: 2), groups: 3)
            ),
            ([2, 8, 8, 16], [16, 3, 3, 1], ConvolutionSettings(padding: 1, groups: 16)),
        ]
        for item in cases {
            probe.take(
                probe.draw(item.x), probe.draw(item.weight), probe.draw([item.weight[0]])
            ) { conv2d($0[0], $0[1], $0[2], item.settings) }
        }
        probe.take(probe.draw([2, 6, 5, 12]), probe.draw([12, 3, 3, 9]), probe.draw([9])) {
            convTranspose2d($0[0], $0[1], $0[2], ConvolutionSettings(stride: 2))
        }
        probe.take(probe.draw([3, 19, 6]), probe.draw([10, 4, 6])) { conv1d($0[0], $0[1]) }
        let pools: [(Tensor) -> Tensor] = [
            { maxPool2d($0, kernel: 3, stride: 2, padding: 1) },
            { avgPool2d($0, kernel: 3, stride: 2, padding: 1) },
            { adaptiveAvgPool2d($0, height: 3, width: 2) }, { upsample2d($0, factor: 2) },
            { upsample2d($0, factor: 3, mode: .bilinear) },
        ]
        for pool in pools { probe.take(probe.draw([2, 9, 8, 21])) { pool($0[0]) } }
    }

    static func sequences(_ probe: inout ReferenceProbe) {
        let packed = [2, 53, 96]
        probe.take(probe.draw(packed)) { selfAttention($0[0], heads: 2) }
        probe.take(probe.draw(packed)) { selfAttention($0[0], heads: 4, causal: true) }
        let dropout = AttentionDropout(rate: 0.2, key: probe.key())
        probe.take(probe.draw([2, 11, 96])) {
            selfAttention($0[0], heads: 2, dropout: dropout)
        }
        probe.take(probe.draw([2, 7, 32]), probe.draw([2, 12, 64])) {
            crossAttention($0[0], $0[1], heads: 2)
        }
        let hidden = 19
        probe.take(
            probe.draw([3, 8, hidden]), probe.draw([hidden, hidden]), probe.draw([3, hidden])
        ) { rnn($0[0], weight: $0[1], hidden: $0[2]) }
        probe.take(probe.draw([3, 8, 4 * hidden]), probe.draw([4 * hidden, hidden])) {
            lstm($0[0], weight: $0[1], reverse: true)
        }
        probe.take(
            probe.draw([3, 8, 3 * hidden]), probe.draw([3 * hidden, hidden]),
            probe.draw([3 * hidden])
        ) { gru($0[0], weight: $0[1], bias: $0[2]) }
    }

    /// Operands rounded to bfloat16: by a loop, or by the processor itself.
    static func halves(_ probe: inout ReferenceProbe) {
        withPrecision(.bfloat16) {
            probe.take(probe.draw([70, 301]), probe.draw([301, 37])) { matmul($0[0], $0[1]) }
            probe.take(probe.draw([48, 65]), probe.draw([53, 65]), probe.draw([53])) {
                linear($0[0], $0[1], $0[2])
            }
            probe.take(probe.draw([2, 9, 9, 16]), probe.draw([24, 3, 3, 16]), probe.draw([24])) {
                conv2d($0[0], $0[1], $0[2], padding: 1)
            }
            probe.take(probe.draw([2, 11, 96])) { selfAttention($0[0], heads: 2) }
        }
    }
}
