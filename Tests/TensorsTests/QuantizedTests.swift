import CKernels
import Foundation
import Randomness
import Tensors
import Testing

/// A layer under PyTorch's `quantize_dynamic`; `Goldens/quantized.py` writes it.
private struct Golden: Decodable {
    var rows: Int
    var inputs: Int
    var outputs: Int
    var x: [Double]
    var weight: [Double]
    var bias: [Double]
    var integers: [Int]
    var scales: [Double]
    var exact: [Double]
    var output: [Double]

    static func read() throws -> Golden {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/quantized.json")
        return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }
}

/// Rows, columns of the result and depth.
private let shapes = [
    [9, 40, 299], [1, 16, 2], [5, 17, 1], [4, 33, 64], [8, 3, 31], [9, 10, 128],
]

@Suite struct QuantizedTests {
    @Test func `integers and outputs are PyTorch's within a step`() throws {
        let golden = try Golden.read()
        let weight = QuantizedMatrix(
            Tensor(golden.weight, shape: [golden.outputs, golden.inputs], type: .float32))
        for (found, expected) in zip(weight.integers, golden.integers) {
            #expect(abs(Int(found) - expected) <= 1)
        }
        // PyTorch divides by 127.5 where we do by 127.
        for (found, expected) in zip(weight.scales.doubles, golden.scales) {
            #expect(abs(found / expected - 127.5 / 127) < 1e-4)
        }
        let y = quantizedLinear(
            Tensor(golden.x, shape: [golden.rows, golden.inputs], type: .float32), weight,
            Tensor(golden.bias, shape: [golden.outputs], type: .float32))
        #expect(y.shape == [golden.rows, golden.outputs])
        let ours = relativeError(y.doubles, golden.exact)
        let theirs = relativeError(golden.output, golden.exact)
        #expect(relativeError(y.doubles, golden.output) < 0.03)
        #expect(ours > 1e-5 && ours < 1.5 * theirs)
    }

    @Test(arguments: shapes)
    func `each operand is off by half a step at most`(_ shape: [Int]) {
        let (rows, outputs, depth) = (shape[0], shape[1], shape[2])
        let x = drawn([rows, depth], stream: 1, .float32)
        let weight = drawn([outputs, depth], stream: 2, .float32)
        let quantized = QuantizedMatrix(weight)
        let (a, b, y) = (x.doubles, weight.doubles, quantizedLinear(x, quantized).doubles)
        for row in 0..<rows {
            let values = a[(row * depth)..<((row + 1) * depth)]
            let step = (values.map { abs($0) }.max() ?? 0) / 127
            for output in 0..<outputs {
                let weights = b[(output * depth)..<((output + 1) * depth)]
                let other = (weights.map { abs($0) }.max() ?? 0) / 127
                var (exact, bound) = (0.0, 1e-5)
                for (x, w) in zip(values, weights) {
                    exact += x * w
                    bound += abs(x) * other / 2 + abs(w) * step / 2 + step * other / 4
                }
                #expect(abs(y[row * outputs + output] - exact) <= bound)
            }
        }
        for (value, back) in zip(b, quantized.matrix.doubles) {
            let row = (b.map { abs($0) }.max() ?? 0) / 127
            #expect(abs(value - back) <= 0.501 * row)
        }
    }

    @Test(arguments: shapes, InstructionSetTests.levels)
    func `sums of integers are exact at every level`(_ shape: [Int], _ level: Int) throws {
        let table = try #require(kernel_table_of_level(0, Int32(level))).pointee
        let loops = try #require(table.quantized).pointee
        let (rows, columns, depth) = (shape[0], shape[1], shape[2])
        let step = (depth + 1) / 2 * 2
        var stream = RandomStream(RandomKey(key: 3, stream: 4))
        func integers(_ count: Int) -> [Int16] {
            (0..<(count * step)).map {
                $0 % step < depth ? Int16((stream.uniform() * 254).rounded()) - 127 : 0
            }
        }
        let (x, weight) = (integers(rows), integers(columns))
        var panels = [Int8](repeating: 0, count: (columns + 15) / 16 * step * 16)
        for column in 0..<columns {
            for k in 0..<step {
                let place = (column / 16 * step / 2 + k / 2) * 32 + column % 16 * 2 + k % 2
                panels[place] = Int8(weight[column * step + k])
            }
        }
        let ones = [Float](repeating: 1, count: rows + columns + 32)
        var y = [Float](repeating: -1, count: rows * columns + 16)
        withPointers(x, panels, ones, &y) { x, panels, ones, y in
            var product = QuantizedProduct(
                x: x, x_scales: ones, panels: panels, scales: ones, bias: nil, y: y, rows: rows,
                columns: columns, depth: depth)
            loops.product(&product)
        }
        for row in 0..<rows {
            for column in 0..<columns {
                let sum = (0..<depth).reduce(0) {
                    $0 + Int(x[row * step + $1]) * Int(weight[column * step + $1])
                }
                #expect(y[row * columns + column] == Float(sum))
            }
        }
        #expect(y.suffix(16).allSatisfy { $0 == -1 })
    }

    @Test func `a row with an infinity or NaN gives NaN, a row of 0 the bias`() {
        let weight = QuantizedMatrix(drawn([3, 4], stream: 1, .float32))
        let x = Tensor(
            [1, .infinity, 0, 0, 0, 0, 0, 0, .nan, 1, 1, 1, -0.0, 1e-38, 0, 0], shape: [4, 4])
        let y = quantizedLinear(x, weight, Tensor([1, 2, 3] as [Float], shape: [3])).scalars
        #expect(y[0..<3].allSatisfy(\.isNaN) && y[6..<9].allSatisfy(\.isNaN))
        #expect(y[3..<6] == [1, 2, 3] && y[9..<12] == [1, 2, 3])
    }

    @Test func `more axes, none and no rows keep their shapes`() {
        let weight = QuantizedMatrix(drawn([3, 4], stream: 1, .float32))
        let x = drawn([2, 5, 4], stream: 2, .float32)
        let whole = quantizedLinear(x, weight)
        #expect(whole.shape == [2, 5, 3])
        #expect(whole.scalars == quantizedLinear(x.reshaped([10, 4]), weight).scalars)
        #expect(quantizedLinear(.zeros([0, 4]), weight).shape == [0, 3])
        #expect(weight.byteCount == 3 * 4 + 3 * 4)
    }

    @Test func `no derivative flows through integers`() {
        let weight = QuantizedMatrix(drawn([3, 4], stream: 1, .float32))
        withTape {
            let x = drawn([2, 4], stream: 2, .float32).tracked()
            #expect(!quantizedLinear(x, weight).isTracked)
        }
    }
}

private func withPointers(
    _ x: [Int16], _ panels: [Int8], _ ones: [Float], _ y: inout [Float],
    _ body: (
        UnsafePointer<Int16>, UnsafePointer<Int8>, UnsafePointer<Float>,
        UnsafeMutablePointer<Float>
    ) -> Void
) {
    x.withUnsafeBufferPointer { x in
        panels.withUnsafeBufferPointer { panels in
            ones.withUnsafeBufferPointer { ones in
                y.withUnsafeMutableBufferPointer {
                    body(
                        x.baseAddress!, panels.baseAddress!, ones.baseAddress!, $0.baseAddress!)
                }
            }
        }
    }
}
