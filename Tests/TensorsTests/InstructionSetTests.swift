import CKernels
import Testing

/// The loops of different instruction sets on the same input, called directly.
@Suite struct InstructionSetTests {
    static let levels = [0, 3, 4].filter { kernel_table_of_level(0, Int32($0)) != nil }

    private func run(_ level: Int) throws -> [[Float]] {
        let table = try #require(kernel_table_of_level(0, Int32(level))).pointee
        // Room beyond the end, as the pool gives it.
        let count = 1003
        let room = count + 16
        let x = UnsafeMutablePointer<Float>.allocate(capacity: room)
        defer { x.deallocate() }
        table.uniform(x, count, -6, 6, 17, 3)
        var results: [[Float]] = []
        func keep(_ loop: (UnsafeMutablePointer<Float>) -> Void) {
            var y = [Float](repeating: 0, count: room)
            y.withUnsafeMutableBufferPointer { loop($0.baseAddress!) }
            results.append(Array(y[..<count]))
        }
        for unary in [
            table.relu, table.leaky_relu, table.tanh, table.sigmoid, table.gelu, table.gelu_tanh,
            table.exp,
        ] {
            keep { unary(x, $0, count, 0.1) }
        }
        keep {
            table.affine(x, $0, count, 1, 7)
            table.log($0, $0, count, 0)
        }
        for derivative in [table.gelu_derivative, table.gelu_tanh_derivative] {
            keep { derivative(x, x, $0, count, 0.1) }
        }
        keep { table.normal($0, count, 0, 1, 5, 6) }
        keep { table.dropout(x, $0, count, 1 << 30, 4 / 3, 5, 6) }
        keep { table.softmax(x, $0, 17, 59) }
        keep { table.log_softmax(x, $0, 17, 59) }
        keep { table.sum_axis(x, $0, 1, 17, 59, 1) }
        keep { $0[0] = Float(table.sum(x, count)) }
        keep { result in
            let scratch = UnsafeMutablePointer<Float>.allocate(capacity: 4096)
            defer { scratch.deallocate() }
            var product = KernelProduct(
                a: x, b: x, c: result, bias: nil, rows: 31, columns: 29, depth: 23,
                transpose_a: true, transpose_b: false, adding: false)
            table.product(&product, 0, 31, scratch)
        }
        return results
    }

    private func bits(_ level: Int) throws -> [[UInt32]] {
        try run(level).map { $0.map(\.bitPattern) }
    }

    @Test func `levels 3 and 4 give the same bits`() throws {
        guard Self.levels == [0, 3, 4] else { return }
        #expect(try bits(3) == bits(4))
    }

    @Test(arguments: levels)
    func `every level agrees with the baseline up to rounding`(_ level: Int) throws {
        for (found, expected) in zip(try run(level), try run(0)) {
            #expect(relativeError(found.map(Double.init), expected.map(Double.init)) < 1e-5)
        }
    }

    @Test(arguments: levels)
    func `a level's loops repeat their bits`(_ level: Int) throws {
        #expect(try bits(level) == bits(level))
    }
}
