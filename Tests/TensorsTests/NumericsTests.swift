import Tensors
import Testing

@Suite struct NumericsTests {
    @Test func `what is offered has a name that finds it`() {
        for numerics in Numerics.offered { #expect(Numerics(name: numerics.name) == numerics) }
        #expect(Numerics.offered.last == .openBLAS)
        #expect(Numerics(name: "openblas/Nehalem-9") == nil && Numerics(name: "Haswell") == nil)
        if Processor.vectorLevel != "baseline" { #expect(Numerics.offered.first == .fused) }
    }

    @Test(.enabled(if: Numerics.offered.contains(.fused)))
    func `fused products of bfloat16 are those of rounded operands`() {
        let a = drawn([48, 65], stream: 1, .float32)
        let b = drawn([65, 33], stream: 2, .float32)
        let expected = withNumerics(.fused) {
            matmul(a.roundedToBFloat16(), b.roundedToBFloat16())
        }
        let found = withNumerics(.fused) { withPrecision(.bfloat16) { matmul(a, b) } }
        #expect(found.scalars.map(\.bitPattern) == expected.scalars.map(\.bitPattern))
    }

    @Test(arguments: [false, true], [false, true])
    func `products of double precision agree on every instruction set, and with OpenBLAS's`(
        transposeA: Bool, transposeB: Bool
    ) {
        // Several blocks of rows, of columns and of the depth, none of them even.
        let (rows, columns, depth) = (397, 70, 531)
        let a = drawn(transposeA ? [depth, rows] : [rows, depth], stream: 1, .float64)
        let b = drawn(transposeB ? [columns, depth] : [depth, columns], stream: 2, .float64)
        let multiply = { matmul(a, b, transposeA: transposeA, transposeB: transposeB).doubles }
        let expected = withNumerics(.openBLAS, multiply)
        let exact = reference(a.doubles, b.doubles, rows, columns, depth, transposeA, transposeB)
        #expect(relativeError(expected, exact) < 1e-14)
        let found = [3, 4].compactMap { withVectorLevel($0, .fused, multiply) }
        for values in found {
            #expect(relativeError(values, exact) < 1e-14)
            #expect(values.map(\.bitPattern) == found[0].map(\.bitPattern))
        }
    }

    /// The product in Swift's own arithmetic, with one chain of additions for each value.
    private func reference(
        _ a: [Double], _ b: [Double], _ rows: Int, _ columns: Int, _ depth: Int,
        _ transposeA: Bool, _ transposeB: Bool
    ) -> [Double] {
        var c = [Double](repeating: 0, count: rows * columns)
        for i in 0..<rows {
            for k in 0..<depth {
                let value = a[transposeA ? k * rows + i : i * depth + k]
                for j in 0..<columns {
                    c[i * columns + j] += value * b[transposeB ? j * depth + k : k * columns + j]
                }
            }
        }
        return c
    }
}
