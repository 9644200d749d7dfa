import CKernels
import Testing

/// The loops of `MathematicsTable` and `ShapingTable` on every instruction set.
@Suite struct MathematicsKernelTests {
    private static let count = 1003

    private func run(_ level: Int) throws -> [[Float]] {
        let table = try #require(kernel_table_of_level(0, Int32(level))).pointee
        let (count, room) = (Self.count, Self.count + 16)
        var drawn = [Float](repeating: 0, count: room)
        table.uniform(&drawn, count, -6, 6, 17, 3)
        var positive = drawn
        table.mathematics.absolute(drawn, &positive, count, 0)
        var results: [[Float]] = []
        func keep(_ loop: (inout [Float]) -> Void) {
            var y = [Float](repeating: 0, count: room)
            loop(&y)
            results.append(Array(y[..<count]))
        }
        let of = table.mathematics
        for unary in [of.error_function, of.square_root] {
            keep { unary(positive, &$0, count, 0) }
        }
        for exponent in [2, -1.5, 0.3] { keep { of.power(positive, &$0, count, exponent) } }
        for derivative in [
            of.error_function_derivative, of.absolute_derivative,
        ] {
            keep { derivative(drawn, positive, &$0, count, 0) }
        }
        keep { of.clamp(drawn, &$0, count, -1, 2) }
        keep { of.extreme(drawn, &$0, 17, 59, 1, false) }
        keep { of.extreme(drawn, &$0, 1, 17, 59, true) }
        keep { of.cumulative_sum(drawn, &$0, 1, 17, 59, false) }
        keep { of.greater(drawn, 0, positive, 0, &$0, 1, count) }
        keep { result in
            var grid = GridShape()
            grid_append(&grid, 17, 1, 59)
            grid_append(&grid, 59, 17, 1)
            table.shaping.copy(&grid, drawn, &result, false)
        }
        return results
    }

    @Test func `levels 3 and 4 give the same bits`() throws {
        guard InstructionSetTests.levels == [0, 3, 4] else { return }
        let (narrow, wide) = (try run(3), try run(4))
        for (left, right) in zip(narrow, wide) {
            #expect(left.map(\.bitPattern) == right.map(\.bitPattern))
        }
    }

    @Test(arguments: InstructionSetTests.levels)
    func `every level agrees with the baseline up to rounding`(_ level: Int) throws {
        for (found, expected) in zip(try run(level), try run(0)) {
            #expect(relativeError(found.map(Double.init), expected.map(Double.init)) < 1e-5)
        }
    }
}
