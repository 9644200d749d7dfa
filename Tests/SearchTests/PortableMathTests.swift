import Foundation
import Randomness
import Search
import Testing

struct PortableMathTests {
    @Test func `the logarithm is that of the C library within 4 units in the last place`() {
        var stream = RandomStream(RandomKey(key: 3, stream: 3))
        for _ in 0..<20_000 {
            let x = Double(bitPattern: stream.next() & 0x7FFF_FFFF_FFFF_FFFF)
            guard x.isFinite, x > 0 else { continue }
            let found = PortableMath.log2(x)
            #expect(abs(found - log2(x)) <= max(4 * log2(x).ulp, 4e-16), "log2 \(x)")
        }
    }

    @Test func `the power is that of the C library within 4 units in the last place`() {
        var stream = RandomStream(RandomKey(key: 4, stream: 4))
        for _ in 0..<20_000 {
            let y = -1074 + stream.uniform() * 2097
            #expect(abs(PortableMath.exp2(y) - exp2(y)) <= 4 * exp2(y).ulp, "2^\(y)")
        }
    }

    @Test(arguments: [-1074, -1022, -53, -1, 0, 1, 10, 1023])
    func `powers of two are exact both ways`(exponent: Int) {
        let power = exp2(Double(exponent))
        #expect(PortableMath.exp2(Double(exponent)) == power)
        #expect(PortableMath.log2(power) == Double(exponent))
    }
}
