import Foundation
import Jobs
import Testing

struct HashTests {
    /// The examples of FIPS 180-4, and what lies about the edges of blocks.
    @Test(arguments: [
        ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        ("a", 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func `bytes have the hash that the standard gives them`(
        word: String, times: Int, expected: String
    ) {
        #expect(ContentHash(of: Data(String(repeating: word, count: times).utf8)).text == expected)
    }

    @Test(arguments: [1, 3, 63, 64, 65, 200, 4096])
    func `bytes in pieces have the hash of the whole`(piece: Int) {
        let bytes = Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 * $0 + ($0 >> 5)) })
        var stream = HashStream()
        for start in stride(from: 0, to: bytes.count, by: piece) {
            stream.update(bytes[start..<min(start + piece, bytes.count)])
        }
        #expect(stream.finish() == ContentHash(of: bytes))
        #expect(
            stream.finish().text
                == "18094344186803d83dc6c909d69ed5cffd87fe1319811b09eb01da3863e62d4d")
    }
}
