internal import CKernels
internal import ElementaryFunctions

/// The loop of `pow` by a tensor: number by number by `Double.pow`, which is exact where logarithms
/// lose precision and knows every special case.
struct PowerLoop {
    /// Numbers that are worth a thread's while.
    private static let smallest = 1024

    private let isFloat: Bool
    private let base: UnsafeRawPointer
    private let baseMode: Int32
    private let exponent: UnsafeRawPointer
    private let exponentMode: Int32
    private let result: UnsafeMutableRawPointer
    private let columns: Int

    /// The loop for elements of `type`.
    static func of(_ type: ScalarType) -> KernelBinary {
        switch type {
        case .float32:
            { base, baseMode, exponent, exponentMode, result, rows, columns in
                PowerLoop(
                    isFloat: true, base: base, baseMode: baseMode, exponent: exponent,
                    exponentMode: exponentMode, result: result, columns: columns
                ).run(rows * columns)
            }
        case .float64:
            { base, baseMode, exponent, exponentMode, result, rows, columns in
                PowerLoop(
                    isFloat: false, base: base, baseMode: baseMode, exponent: exponent,
                    exponentMode: exponentMode, result: result, columns: columns
                ).run(rows * columns)
            }
        }
    }

    private func run(_ count: Int) {
        withUnsafePointer(to: self) { loop in
            kernel_share(
                { context, from, to, _ in
                    context.assumingMemoryBound(to: PowerLoop.self).pointee.run(from..<to)
                }, loop, count, Self.smallest)
        }
    }

    private func run(_ range: Range<Int>) {
        for index in range {
            let power = Double.pow(
                number(base, index, baseMode), number(exponent, index, exponentMode))
            if isFloat {
                result.assumingMemoryBound(to: Float.self)[index] = Float(power)
            } else {
                result.assumingMemoryBound(to: Double.self)[index] = power
            }
        }
    }

    /// The operand's number for the result's number `index`.
    @inline(__always)
    private func number(_ values: UnsafeRawPointer, _ index: Int, _ mode: Int32) -> Double {
        let index = mode == Operand.scalar ? 0 : mode == Operand.row ? index % columns : index
        return isFloat
            ? Double(values.assumingMemoryBound(to: Float.self)[index])
            : values.assumingMemoryBound(to: Double.self)[index]
    }
}
