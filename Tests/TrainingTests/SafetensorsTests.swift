import Foundation
import Randomness
import Tensors
import Testing
import Training

private func file(_ header: String, bytes: Int = 0, length: UInt64? = nil) -> Data {
    let count = length ?? UInt64(header.utf8.count)
    let prefix = (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * UInt64($0))) }
    return Data(prefix) + Data(header.utf8) + Data(repeating: 0, count: bytes)
}

private func item(_ name: String, _ dtype: String, _ shape: String, _ begin: Int, _ end: Int)
    -> String
{
    "\"\(name)\":{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":[\(begin),\(end)]}"
}

@Suite struct SafetensorsTests {
    /// The header, the bytes behind it, and what is said.
    private static let wrong: [(String, Int, String)] = [
        ("", 0, "byte 0 of the header: expected {"),
        ("{", 0, "byte 1 of the header: expected \""),
        ("{}x", 0, "byte 2 of the header: more follows after the header's object"),
        ("{\"a\":{}}", 0, "lacks one of dtype, shape and data_offsets"),
        ("{\"a\":[]}", 0, "byte 5 of the header: expected {"),
        ("{\"a\":{\"type\":1}}", 0, "found the key \"type\"; allowed: dtype, shape, data_offsets"),
        ("{\"a", 0, "a string does not end"),
        ("{\"\\x\":{}}", 0, "byte 1 of the header: a string is no text in UTF-8"),
        ("{" + item("a", "F31", "[1]", 0, 4) + "}", 4, "found the dtype F31; allowed: BF16, BOOL"),
        ("{" + item("a", "F32", "[-1]", 0, 4) + "}", 4, "expected an integer of at least 0"),
        ("{" + item("a", "F32", "[01]", 0, 4) + "}", 4, "expected an integer of at least 0"),
        ("{" + item("a", "F32", "[1.5]", 0, 4) + "}", 4, "expected ]"),
        ("{" + item("a", "F32", "[3]", 0, 8) + "}", 8, "F32 of shape [3] takes 12 bytes, not 8"),
        ("{" + item("a", "F32", "[1]", 4, 0) + "}", 4, "data_offsets are [4, 0], not [begin, end]"),
        ("{" + item("a", "F32", "[1]", 4, 8) + "}", 8, "begins at 4, after the end 0"),
        (
            "{" + item("a", "F32", "[2]", 0, 8) + "," + item("b", "F32", "[1]", 4, 8) + "}", 8,
            "tensor \"b\": begins at 4, before the end 8"
        ),
        ("{" + item("a", "F32", "[2]", 0, 8) + "}", 4, "ends at 8, but 4 bytes follow the header"),
        (
            "{" + item("a", "F32", "[1]", 0, 4) + "}", 9,
            "9 bytes follow the header, but its tensors take 4"
        ),
        (
            "{" + item("a", "F32", "[1]", 0, 4) + "," + item("a", "F32", "[1]", 4, 8) + "}", 8,
            "\"a\" stands there twice"
        ),
        (
            "{" + item("a", "U8", "[4611686018427387904,4]", 0, 0) + "}", 0,
            "the shape [4611686018427387904, 4] is too large"
        ),
        ("{\"__metadata__\":{\"a\":1}}", 0, "expected \""),
        ("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", 0, "\"a\" stands there twice"),
    ]

    @Test(arguments: wrong.indices)
    func `a header that is not well-formed is refused with its place`(_ index: Int) {
        let (header, bytes, message) = Self.wrong[index]
        do throws(CheckpointError) {
            _ = try SafetensorsFile(file(header, bytes: bytes), path: "f")
            Issue.record("\(header) was read")
        } catch {
            #expect("\(error)".hasPrefix("f: ") && "\(error)".contains(message), "\(error)")
        }
    }

    @Test func `a length that does not fit is refused`() {
        for data in [Data(), Data([1, 2, 3]), file("{}", length: 3), file("{}", length: .max)] {
            #expect(throws: CheckpointError.self) { try SafetensorsFile(data, path: "f") }
        }
    }

    @Test func `what is written is read again to the bit, whatever its name and shape`() throws {
        let tensors: [(name: String, tensor: Tensor)] = [
            (name: "0.weight", tensor: .normal([3, 2], key: .init(key: 1, stream: 2))),
            (name: "a \"b\" \\ \n \u{1} ü", tensor: .normal([5], key: .init(key: 3, stream: 2))),
            (name: "number", tensor: Tensor([Double.pi], shape: [], type: .float64)),
            (name: "nothing", tensor: .zeros([0, 4])),
            (name: "odd", tensor: Tensor([Float.nan, -.infinity, -0.0], shape: [3])),
        ]
        let data = SafetensorsFile.bytes(of: tensors, metadata: ["format": "x", "a": "\t"])
        let file = try SafetensorsFile(data, path: "f")
        #expect(file.metadata == ["format": "x", "a": "\t"])
        #expect(Set(file.entries.map(\.name)) == Set(tensors.map(\.name)))
        for (name, tensor) in tensors {
            let found = try file.tensor(name)
            #expect(found.shape == tensor.shape && found.type == tensor.type)
            #expect(found.doubles.map(\.bitPattern) == tensor.doubles.map(\.bitPattern))
        }
        #expect((Int(data[0]) + 8) % 8 == 0)
        #expect(throws: CheckpointError.self) { try file.tensor("1.weight") }
    }

    @Test func `a file that another tool wrote is read`() throws {
        // By safetensors' rules: bfloat16 1.5 and −2, float16 0.5 and 65504, and a list of int64.
        let header =
            "{\"__metadata__\":{\"format\":\"pt\"}, " + item("h", "F16", "[2]", 4, 8) + ",\n "
            + item("b", "BF16", "[1, 2]", 0, 4) + "," + item("i", "I64", "[1]", 8, 16) + "}   "
        var data = file(header)
        data += [0xC0, 0x3F, 0x00, 0xC0, 0x00, 0x38, 0xFF, 0x7B, 7, 0, 0, 0, 0, 0, 0, 0]
        let file = try SafetensorsFile(data, path: "f")
        #expect(file.entries.map(\.name) == ["b", "h", "i"])
        #expect(try file.tensor("b").scalars == [1.5, -2])
        #expect(try file.tensor("b").shape == [1, 2])
        #expect(try file.tensor("h").scalars == [0.5, 65504])
        do throws(CheckpointError) {
            _ = try file.tensor("i")
        } catch {
            #expect(
                "\(error)"
                    == "f: tensor \"i\": its elements are I64; allowed: F64, F32, BF16, F16")
        }
    }
}
