import ElementaryFunctions
import Foundation
import Testing

@Suite struct SpecialValueTests {
    static let special: [Double] = [
        .nan, .infinity, -.infinity, 0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, -1.5, 0x1p-1060,
        -0x1p-1060,
        .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .greatestFiniteMagnitude,
        -.greatestFiniteMagnitude, 0x1p53, -0x1p53, 0x1p53 - 1, 1 - 0x1p53, 0x1p52 + 0.5, 0x1p65,
        -0x1p65, 710, -746, 1025, -1076, 0x1p-60, -0x1p-60, 28, -7, 0x1p1000, 1 + 0x1p-52,
        1 - 0x1p-53,
    ]

    /// Zeros with their sign, infinities and NaN as the C library's, numbers nearly so.
    private static func isAlike(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
        if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
        if a == 0 || b == 0 || a.isInfinite || b.isInfinite { return a == b && a.sign == b.sign }
        return units(a, b) <= tolerance
    }

    @Test(arguments: Function.all)
    func `special arguments have the values of C`(_ function: Function) {
        for x in Self.special {
            let (found, expected) = (function.value(x), function.peer(x))
            #expect(
                Self.isAlike(found, expected, function.tolerance),
                "\(function) \(x): \(found), not \(expected)")
        }
    }

    @Test func `special powers have the values of C`() {
        for x in Self.special {
            for y in Self.special {
                let (found, expected) = (Double.pow(x, y), Foundation.pow(x, y))
                #expect(
                    Self.isAlike(found, expected, 1.5), "\(x)^\(y): \(found), not \(expected)")
            }
        }
    }

    @Test func `what is a double is exact`() {
        #expect(Double.exp(0) == 1)
        #expect(Double.cos(0) == 1)
        #expect(Double.log(1) == 0)
        #expect(Double.log1p(0) == 0)
        #expect(Double.erf(0) == 0)
        #expect(Double.erfc(0) == 1)
        #expect(Double.atan(1) == Double.pi / 4)
        for exponent in -1074...1023 {
            let power = Double(sign: .plus, exponent: exponent, significand: 1)
            #expect(Double.exp2(Double(exponent)) == power)
            #expect(Double.pow(2, Double(exponent)) == power)
            #expect(Double.log2(power) == Double(exponent))
        }
        var power = 1.0
        for exponent in 0...22 {
            #expect(Double.pow(10, Double(exponent)) == power)
            #expect(Double.log10(power) == Double(exponent))
            power *= 10
        }
        for number in -2000...2000 {
            let x = Double(number)
            #expect(Double.cubeRoot(x * x * x) == x)
            #expect(Double.pow(x, 2) == x * x)
            #expect(Double.pow(x, 3) == x * x * x)
        }
    }

    @Test func `x to the power of 1 is x, of -1 its inverse and of 2 its square`() {
        for (x, _) in powers(5_000, seed: 5) {
            let isExact = Double.pow(x, 1) == x && Double.pow(x, 0) == 1
            let isNear =
                units(Double.pow(x, -1), 1 / x) <= 1 && units(Double.pow(x, 2), x * x) <= 1
            if !isExact || !isNear { Issue.record("\(x)") }
        }
    }

    @Test func `odd functions are odd and even ones even`() {
        let odd = ["sin", "atan", "erf", "cubeRoot"]
        for function in Function.all where odd.contains(function.name) {
            for x in function.arguments(5_000, seed: 9)
            where function.value(-x) != -function.value(x) {
                Issue.record("\(function) \(x)")
            }
        }
        for x in powers(5_000, seed: 9).map(\.1) where Double.cos(-x) != Double.cos(x) {
            Issue.record("\(x)")
        }
    }
}
