import Tensors
import Testing

/// Against `Goldens/half.py`.
extension OperationGolden {
    fileprivate func compute(_ t: [Tensor]) throws -> Tensor? {
        let last = t.count > 2 ? t[2] : nil
        switch operation {
        case "linear": return linear(t[0], t[1], last)
        case "matmul": return matmul(t[0], t[1])
        case "conv2d":
            return conv2d(
                t[0], t[1], last,
                ConvolutionSettings(
                    stride: AxisPair(try whole("stride")), padding: 1,
                    groups: try whole("groups")))
        case "convTranspose2d":
            return convTranspose2d(t[0], t[1], nil, ConvolutionSettings(stride: 2))
        case "selfAttention":
            return selfAttention(t[0], heads: 2, causal: try whole("causal") == 1)
        case "crossAttention": return crossAttention(t[0], t[1], heads: 2)
        case "rnn": return rnn(t[0], weight: t[1])
        case "lstm": return lstm(t[0], weight: t[1])
        case "gru": return gru(t[0], weight: t[1], bias: try #require(last))
        default: return nil
        }
    }

    /// The value, and the gradient of Σ seed · value with respect to each input.
    fileprivate func run(
        _ precision: Precision, _ type: ScalarType = .float32,
        inputs prepare: (Tensor) -> Tensor = { $0 }
    ) throws -> [[Double]] {
        try withTape {
            let leaves = zip(inputs, shapes).map {
                let value = Tensor($0, shape: $1, type: .float32)
                return ($1.count > 1 ? prepare(value) : value).converted(to: type).tracked()
            }
            let y = try #require(try withPrecision(precision) { try compute(leaves) })
            let seed = prepare(Tensor(seed, shape: shape, type: .float32)).converted(to: type)
            // Outside of `withPrecision`: the tape remembers it.
            let found = y.gradients(seed: seed)
            return [y.doubles] + leaves.map { found[$0]?.doubles ?? [] }
        }
    }
}

@Suite struct PrecisionTests {
    /// bfloat16 has 8 binary digits, and PyTorch rounds what each operation returns too: each time
    /// of a recurrent layer once more.
    @Test(arguments: try OperationGolden.all("half"))
    func `values and gradients are those of PyTorch's autocast`(_ golden: OperationGolden) throws {
        let found = try golden.run(.bfloat16)
        let tolerance = ["rnn", "lstm", "gru"].contains(golden.operation) ? 0.024 : 0.012
        for (found, expected) in zip(found, [golden.output] + golden.gradients) {
            #expect(relativeError(found, expected) < tolerance)
        }
    }

    /// The first operand of a bias's gradient is no operand of a product: it stays exact.
    @Test(
        arguments: try OperationGolden.all("half").filter {
            !["rnn", "lstm", "gru"].contains($0.operation)
        })
    func `products are exact but for the rounding of their operands`(
        _ golden: OperationGolden
    ) throws {
        let found = try golden.run(.bfloat16)
        let exact = try golden.run(.float32, .float64) { $0.roundedToBFloat16() }
        // Attention rounds its weights too.
        let tolerance = golden.operation.hasSuffix("Attention") ? 0.01 : 2e-6
        let products = golden.shapes.firstIndex { $0.count == 1 } ?? golden.shapes.count
        for (found, expected) in zip(found.prefix(products + 1), exact) {
            #expect(relativeError(found, expected) < tolerance)
        }
    }

    @Test(arguments: try OperationGolden.all("half"))
    func `the precision shows in the bits, forward and backward`(_ golden: OperationGolden) throws {
        let half = try golden.run(.bfloat16)
        let single = try golden.run(.float32)
        let products = golden.shapes.firstIndex { $0.count == 1 } ?? golden.shapes.count
        for (left, right) in zip(half, single).prefix(products + 1) { #expect(left != right) }
        #expect(try golden.run(.bfloat16) == half)
    }

    @Test(arguments: try OperationGolden.all("half"))
    func `double precision is never rounded`(_ golden: OperationGolden) throws {
        #expect(try golden.run(.bfloat16, .float64) == golden.run(.float32, .float64))
    }

    @Test func `numbers are rounded to the nearest, of two as near to the even one`() {
        let step = Float(1) / 128
        let cases: [(Float, Float)] = [
            (0, 0), (-0.0, -0.0), (1, 1), (1 + step / 2, 1), (1 + step * 1.5, 1 + 2 * step),
            (1 + step * 0.51, 1 + step), (-1 - step * 0.51, -1 - step), (.leastNonzeroMagnitude, 0),
            (.leastNormalMagnitude, .leastNormalMagnitude), (.infinity, .infinity),
            (-.infinity, -.infinity), (.greatestFiniteMagnitude, .infinity),
            (Float(bitPattern: 0x0001_8000), Float(bitPattern: 0x0002_0000)),
        ]
        let found = Tensor(cases.map(\.0), shape: [cases.count]).roundedToBFloat16().scalars
        for ((value, expected), found) in zip(cases, found) {
            #expect(found.bitPattern == expected.bitPattern, "\(value)")
        }
    }

    @Test(arguments: [0x7F80_0001, 0x7FFF_FFFF, 0xFF80_0001, 0xFFFF_FFFF] as [UInt32])
    func `what is no number stays none`(_ bits: UInt32) {
        let found = Tensor([Float(bitPattern: bits)], shape: [1]).roundedToBFloat16().scalars[0]
        #expect(found.isNaN && found.bitPattern & 0xFFFF == 0)
        #expect((found.sign == .minus) == (bits >> 31 == 1))
    }

    @Test func `a precision ends with its scope, after an error too`() throws {
        let x = Tensor([1 + Float(1) / 1024], shape: [1, 1])
        let exact = matmul(x, x).item()
        struct Failure: Error {}
        let inner = withPrecision(.bfloat16) {
            #expect(throws: Failure.self) {
                try withPrecision(.float32) {
                    #expect(matmul(x, x).item() == exact)
                    throw Failure()
                }
            }
            return matmul(x, x).item()
        }
        #expect(inner == 1)
        #expect(matmul(x, x).item() == exact)
    }
}
