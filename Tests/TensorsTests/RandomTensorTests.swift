import Foundation
import Randomness
import Tensors
import Testing

@Suite struct RandomTensorTests {
    let key = RandomKey(key: 0x0123_4567_89ab_cdef, stream: 0xfedc_ba98_7654_3210)

    @Test(arguments: [1, 3, 64, 65, 1000])
    func `uniform draws are the words of Philox in order`(_ count: Int) {
        var stream = RandomStream(key)
        let words = (0..<count).map { _ in stream.nextWord() }
        let single = Tensor.uniform([count], key: key)
        #expect(single.scalars == words.map { Float($0 >> 8) * 0x1p-24 })
        let double = Tensor.uniform([count], key: key, type: .float64)
        #expect(double.doubles == words.map { Double($0) * 0x1p-32 })
    }

    @Test func `uniform draws lie in the range`() {
        let draws = Tensor.uniform([10_000], low: -3, high: -1, key: key).scalars
        #expect(draws.allSatisfy { $0 >= -3 && $0 < -1 })
        #expect(abs(draws.reduce(0, +) / 10_000 + 2) < 0.03)
    }

    @Test(arguments: [ScalarType.float32, .float64])
    func `normal draws are those of Box and Muller`(_ type: ScalarType) {
        let draws = Tensor.normal([1001], mean: 2, deviation: 3, key: key, type: type).doubles
        var stream = RandomStream(key)
        let expected = (0..<1001).map { _ in
            let radius = stream.nextWord()
            let turn = stream.nextWord()
            let u = type == .float32 ? Double(radius >> 8) * 0x1p-24 : Double(radius) * 0x1p-32
            let v = type == .float32 ? Double(turn >> 8) * 0x1p-24 : Double(turn) * 0x1p-32
            return 2 + 3 * (-2 * Foundation.log(1 - u)).squareRoot() * cos(2 * .pi * v)
        }
        #expect(relativeError(draws, expected) < (type == .float32 ? 1e-6 : 1e-14))
    }

    @Test func `normal draws have the moments of the normal distribution`() {
        let draws = Tensor.normal([100_000], key: key).doubles
        func moment(_ power: Int) -> Double {
            draws.reduce(0) { $0 + pow($1, Double(power)) } / 100_000
        }
        #expect(abs(moment(1)) < 0.012)
        #expect(abs(moment(2) - 1) < 0.02)
        #expect(abs(moment(3)) < 0.04)
        #expect(abs(moment(4) - 3) < 0.15)
    }

    @Test(arguments: [0.0, 0.1, 0.5, 0.9])
    func `dropout keeps the mean and drops its share`(_ rate: Double) {
        let kept = dropout(.full([20_000], 1), rate: rate, key: key).doubles
        let share = Double(kept.count { $0 == 0 }) / 20_000
        #expect(abs(share - rate) < 0.011)
        #expect(kept.allSatisfy { $0 == 0 || abs($0 - 1 / (1 - rate)) < 1e-6 })
    }
}
