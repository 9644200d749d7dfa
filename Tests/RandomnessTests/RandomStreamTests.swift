import Randomness
import Testing

@Suite struct RandomStreamTests {
    let key = RandomKey(key: 2024, stream: 11)

    @Test func `a stream reads its key's words in order`() {
        var stream = RandomStream(key)
        let read = (0..<12).map { _ in stream.nextWord() }
        let words = (0..<3).map { key.words(at: $0) }
        #expect(read == words.flatMap { [$0.x, $0.y, $0.z, $0.w] })
    }

    @Test func `a copy goes on from the same position`() {
        var stream = RandomStream(key)
        _ = stream.nextWord()
        var copy = stream
        #expect(copy.next() == stream.next())
        #expect(copy.next() == stream.next())
    }

    @Test func `uniform numbers fill 0 ..< 1 evenly`() {
        var stream = RandomStream(key)
        let draws = (0..<20_000).map { _ in stream.uniform() }
        #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
        var counts = [Int](repeating: 0, count: 10)
        for draw in draws { counts[Int(draw * 10)] += 1 }
        // The standard deviation of a count is 42.
        #expect(counts.allSatisfy { abs($0 - 2000) < 170 }, "\(counts)")
        let mean = draws.reduce(0, +) / 20_000
        #expect(abs(mean - 0.5) < 0.01)
    }

    @Test(arguments: [1, 2, 3, 7, 10, 1000] as [UInt64])
    func `bounded integers stay below the bound and reach every value`(_ bound: UInt64) {
        var stream = RandomStream(key)
        let draws = (0..<20_000).map { _ in stream.integer(below: bound) }
        #expect(draws.allSatisfy { $0 < bound })
        #expect(Set(draws).count == Int(bound))
        let mean = Double(draws.reduce(0, +)) / 20_000
        let deviation = Double(bound) / (12 * 20_000.0).squareRoot()
        #expect(abs(mean - Double(bound - 1) / 2) <= 4 * deviation)
    }

    @Test func `the highest bounds are unbiased too`() {
        // Two thirds of 2^64: without rejection, a third of the values would come twice as often.
        let bound = UInt64.max / 3 * 2
        var stream = RandomStream(key)
        let below = (0..<3000).count { _ in stream.integer(below: bound) < bound / 2 }
        #expect(abs(below - 1500) < 130)
    }

    @Test(arguments: [0, 1, 2, 5, 100])
    func `a permutation holds every number once`(_ count: Int) {
        var stream = RandomStream(key)
        #expect(stream.permutation(count).sorted() == Array(0..<count))
    }

    @Test func `all orders of three are as likely`() {
        var stream = RandomStream(key)
        var counts: [[Int]: Int] = [:]
        for _ in 0..<6000 { counts[stream.permutation(3), default: 0] += 1 }
        #expect(counts.count == 6)
        #expect(counts.values.allSatisfy { abs($0 - 1000) < 130 }, "\(counts)")
    }
}
