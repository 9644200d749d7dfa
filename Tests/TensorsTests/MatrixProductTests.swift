import Randomness
import Tensors
import Testing

/// Shapes around the sizes of blocks, in every combination of transposes.
private let extents = [1, 2, 5, 6, 7, 15, 16, 17, 33, 49, 400]

@Suite struct MatrixProductTests {
    private func matrix(_ rows: Int, _ columns: Int, _ stream: UInt64) -> Tensor {
        .uniform([rows, columns], low: -1, high: 1, key: RandomKey(key: 3, stream: stream))
    }

    @Test(arguments: [(false, false), (false, true), (true, false), (true, true)])
    func `products of every shape agree with double precision`(
        _ transposeA: Bool, _ transposeB: Bool
    ) {
        for (index, rows) in extents.enumerated() {
            for columns in extents {
                let depth = extents[(index * 7 + columns) % extents.count]
                let a = matrix(transposeA ? depth : rows, transposeA ? rows : depth, 1)
                let b = matrix(transposeB ? columns : depth, transposeB ? depth : columns, 2)
                let single = matmul(a, b, transposeA: transposeA, transposeB: transposeB)
                let double = matmul(
                    a.converted(to: .float64), b.converted(to: .float64),
                    transposeA: transposeA, transposeB: transposeB)
                let error = relativeError(single.doubles, double.doubles)
                #expect(error < 1e-5, "\(rows) x \(depth) x \(columns)")
            }
        }
    }

    @Test func `a product of more rows than our own loops take at a time agrees too`() {
        let (a, b) = (matrix(600, 300, 1), matrix(9, 300, 2))
        let bias = Tensor.uniform([9], key: RandomKey(key: 3, stream: 3))
        let single = linear(a, b, bias)
        let double = linear(
            a.converted(to: .float64), b.converted(to: .float64), bias.converted(to: .float64))
        #expect(relativeError(single.doubles, double.doubles) < 1e-5)
    }

    @Test func `a result of no elements and a sum of no terms are well defined`() {
        #expect(matmul(.zeros([0, 3]), .zeros([3, 2])).shape == [0, 2])
        #expect(matmul(.full([2, 0], 1), .full([0, 2], 1)).scalars == [0, 0, 0, 0])
    }
}
