import ElementaryFunctions
import Foundation
import Randomness

/// One of the functions, beside the C library's.
struct Function: CustomStringConvertible, Sendable {
    let name: String
    /// Where its values are neither infinite nor all the same.
    let range: ClosedRange<Double>
    let value: @Sendable (Double) -> Double
    let peer: @Sendable (Double) -> Double
    /// What the C library's documentation has for the errors of its function, in units in the last
    /// place, and ours.
    let tolerance: Double

    var description: String { name }

    static let all = [
        Function("exp", -745.1...709.7, 1.5, { Double.exp($0) }, { Foundation.exp($0) }),
        Function("exp2", -1074...1023.9, 1.5, { Double.exp2($0) }, { Foundation.exp2($0) }),
        Function("log", 0...1e308, 1.5, { Double.log($0) }, { Foundation.log($0) }),
        Function("log2", 0...1e308, 1.5, { Double.log2($0) }, { Foundation.log2($0) }),
        Function("log10", 0...1e308, 2.5, { Double.log10($0) }, { Foundation.log10($0) }),
        Function("log1p", -1...1e308, 1.5, { Double.log1p($0) }, { Foundation.log1p($0) }),
        Function("sin", -1e308...1e308, 1.5, { Double.sin($0) }, { Foundation.sin($0) }),
        Function("cos", -1e308...1e308, 1.5, { Double.cos($0) }, { Foundation.cos($0) }),
        Function("atan", -1e308...1e308, 1.5, { Double.atan($0) }, { Foundation.atan($0) }),
        Function("erf", -7...7, 2, { Double.erf($0) }, { Foundation.erf($0) }),
        Function("erfc", -7...26.5, 6, { Double.erfc($0) }, { Foundation.erfc($0) }),
        Function("cubeRoot", -1e308...1e308, 4.5, { Double.cubeRoot($0) }, { Foundation.cbrt($0) }),
    ]

    init(
        _ name: String, _ range: ClosedRange<Double>, _ tolerance: Double,
        _ value: @escaping @Sendable (Double) -> Double,
        _ peer: @escaping @Sendable (Double) -> Double
    ) {
        self.name = name
        self.range = range
        self.value = value
        self.peer = peer
        self.tolerance = tolerance
    }

    /// Numbers of the range: as many of any exponent as evenly distributed ones in its middle.
    func arguments(_ count: Int, seed: UInt64) -> [Double] {
        var stream = RandomStream(RandomKey(key: seed, stream: 0))
        let middle = max(range.lowerBound, -1000)...min(range.upperBound, 1000)
        return (0..<count).map { index in
            let even =
                middle.lowerBound + stream.uniform() * (middle.upperBound - middle.lowerBound)
            let any = Double(bitPattern: stream.next())
            return index.isMultiple(of: 2) || !range.contains(any) ? even : any
        }
    }
}

/// |a - b| in units in the last place of b.
func units(_ a: Double, _ b: Double) -> Double {
    a == b || a.isNaN && b.isNaN ? 0 : abs(a - b) / max(b.ulp, .leastNonzeroMagnitude)
}

/// Pairs of a base and an exponent whose power is finite.
func powers(_ count: Int, seed: UInt64) -> [(Double, Double)] {
    var stream = RandomStream(RandomKey(key: seed, stream: 1))
    return (0..<count).map { index in
        let any = Double(bitPattern: stream.next() & 0x7FEF_FFFF_FFFF_FFFF)
        let base = index.isMultiple(of: 2) ? 3 * stream.uniform() : any
        let power = (2 * stream.uniform() - 1) * 700 / max(abs(Double.log(base)), 1e-3)
        return (base, power)
    }
}
