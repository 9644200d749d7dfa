import CKernels
import Tensors
import Testing

/// A product of several blocks of rows, of columns and of the depth, none of them even.
private struct Product: CustomStringConvertible {
    var rows = 397
    var columns = 70
    var depth = 531
    var transposeA = false
    var transposeB = false
    var hasBias = false
    var adding = false

    var description: String {
        "\(rows) x \(depth)\(transposeA ? "T" : "") by \(columns)\(transposeB ? "T" : "")"
            + (hasBias ? " + bias" : "") + (adding ? " + C" : "")
    }

    /// C of one instruction set, its rows made in the ranges between `cuts`; nil where this
    /// processor lacks it.
    func run(level: Int32, cuts: [Int]) -> Memory? {
        guard let multiply = kernel_table_of_level(0, level)?.pointee.product else { return nil }
        let a = Memory([rows, depth], stream: 1)
        let b = Memory([depth, columns], stream: 2)
        let bias = Memory([columns], stream: 3)
        let c = Memory([rows, columns], stream: 4)
        var product = KernelProduct(
            a: a.values, b: b.values, c: c.values, bias: hasBias ? bias.values : nil, rows: rows,
            columns: columns, depth: depth, transpose_a: transposeA, transpose_b: transposeB,
            adding: adding)
        // From the last range to the first: none relies on another.
        for (first, last) in zip(cuts, cuts.dropFirst()).reversed() {
            let scratch = Memory(product_scratch(last - first, depth, transposeA))
            multiply(&product, first, last, scratch.values)
            #expect((0..<16).allSatisfy { scratch.values[scratch.count + $0].isNaN })
        }
        return c
    }
}

private let products: [Product] = [
    Product(), Product(transposeB: true, hasBias: true), Product(transposeA: true, adding: true),
    Product(transposeA: true, transposeB: true),
    Product(rows: 700, columns: 33, depth: 128, transposeB: true, adding: true),
    Product(rows: 13, columns: 300, depth: 257, hasBias: true),
]

@Suite struct ProductLevelTests {
    @Test(arguments: products)
    private func `the ranges of rows change no bit of a product`(_ product: Product) throws {
        for level: Int32 in [0, 3, 4] where kernel_table_of_level(0, level) != nil {
            let whole = try #require(product.run(level: level, cuts: [0, product.rows]))
            let cuts = [0, 1, 7, product.rows / 2, product.rows - 1, product.rows]
            let parts = try #require(product.run(level: level, cuts: cuts))
            #expect(whole.bits == parts.bits)
        }
    }

    @Test(arguments: products)
    private func `products of 256 and 512 bits agree bit for bit`(_ product: Product) {
        guard let narrow = product.run(level: 3, cuts: [0, product.rows]),
            let wide = product.run(level: 4, cuts: [0, product.rows])
        else { return }
        #expect(narrow.bits == wide.bits)
    }

    @Test(arguments: products)
    private func `fused multiply-add changes a product by rounding only`(_ product: Product) throws
    {
        guard let fused = product.run(level: 3, cuts: [0, product.rows]) else { return }
        let baseline = try #require(product.run(level: 0, cuts: [0, product.rows]))
        #expect(relativeError(fused.doubles, baseline.doubles) < 3e-6)
    }
}
