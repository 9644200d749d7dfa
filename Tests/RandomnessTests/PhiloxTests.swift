import Randomness
import Testing

/// One line of `kat_vectors` of the Random123 library 1.14 (`philox4x32`, rounds, counter, key).
struct KnownAnswer: Sendable {
    let rounds: Int
    let counter: SIMD4<UInt32>
    let key: SIMD2<UInt32>
    let words: SIMD4<UInt32>
}

private let ones = UInt32.max
private let pi = SIMD4<UInt32>(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344)
private let morePi = SIMD2<UInt32>(0xa409_3822, 0x299f_31d0)

private let knownAnswers = [
    KnownAnswer(
        rounds: 7, counter: .zero, key: .zero,
        words: SIMD4(0x5f6f_b709, 0x0d89_3f64, 0x4f12_1f81, 0x4f73_0a48)),
    KnownAnswer(
        rounds: 7, counter: SIMD4(repeating: ones), key: SIMD2(repeating: ones),
        words: SIMD4(0x5207_ddc2, 0x4516_5e59, 0x4d8e_e751, 0x8c52_f662)),
    KnownAnswer(
        rounds: 7, counter: pi, key: morePi,
        words: SIMD4(0x4dfc_caba, 0x190a_87f0, 0xc473_62ba, 0xb6b5_242a)),
    KnownAnswer(
        rounds: 10, counter: .zero, key: .zero,
        words: SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
    KnownAnswer(
        rounds: 10, counter: SIMD4(repeating: ones), key: SIMD2(repeating: ones),
        words: SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)),
    KnownAnswer(
        rounds: 10, counter: pi, key: morePi,
        words: SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)),
]

@Suite struct PhiloxTests {
    @Test(arguments: knownAnswers)
    func `the known answers of Random123 come out`(_ answer: KnownAnswer) {
        let words = Philox.block(
            key: answer.key, counter: answer.counter, rounds: answer.rounds)
        #expect(words == answer.words)
    }

    @Test func `a key names the halves of Philox's key and counter, low word first`() {
        let key = RandomKey(key: 0x299f_31d0_a409_3822, stream: 0x0370_7344_1319_8a2e)
        #expect(key.words(at: 0x85a3_08d3_243f_6a88) == knownAnswers[5].words)
    }

    @Test func `substreams share no words with each other or their key`() {
        let key = RandomKey(key: 42, stream: 7)
        let keys = [key] + (0..<100).map(key.substream)
        #expect(Set(keys).count == 101)
        let words = keys.flatMap { key in (0..<4).map { key.words(at: $0) } }
        #expect(Set(words).count == words.count)
        #expect(key.substream(3) == key.substream(3))
    }
}
