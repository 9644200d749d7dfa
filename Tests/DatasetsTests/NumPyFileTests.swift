import Datasets
import Testing

struct NumPyFileTests {
    static let kinds = [
        "b1", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8",
    ]

    @Test(arguments: kinds, ["little-C", "little-F", "big-C", "big-F"])
    func `every element type is read in every order`(kind: String, order: String) throws {
        let array = try NPZArchive(Golden.file("kinds.npz")).array("\(kind)-\(order)")
        let shift = "if".contains(kind.prefix(1)) ? 7.0 : 0
        let expected = (0..<24).map { kind == "b1" ? min(1, Double($0)) : Double($0) - shift }
        #expect(array.shape == [2, 3, 4])
        #expect(array.doubles() == expected)
        #expect(array.floats() == expected.map(Float.init))
        #expect(try array.integers() == expected.map { Int32($0) })
    }

    @Test func `half precision means what NumPy says`() throws {
        let archive = try NPZArchive(Golden.file("special.npz"))
        let halves = try archive.array("halves").floats()
        let singles = try archive.array("singles").floats()
        #expect(halves.count == 676)
        for (half, single) in zip(halves, singles) {
            #expect(half.bitPattern == single.bitPattern || (half.isNaN && single.isNaN))
        }
    }

    @Test func `an array without axes has one element and no rows`() throws {
        let array = try NPZArchive(Golden.file("special.npz")).array("scalar")
        #expect(array.shape == [])
        #expect(array.rows == 0)
        #expect(array.values == .float64([2.5]))
    }

    @Test(arguments: [("objects", "\"|O\""), ("words", "\"<U3\""), ("records", "a record type")])
    func `elements that are no numbers are refused`(name: String, text: String) throws {
        let archive = try NPZArchive(Golden.file("special.npz"))
        let error = dataError { () throws(DataError) in _ = try archive.array(name) }
        #expect(error?.source == "special.npz: \(name)")
        #expect(error?.found.contains(text) == true)
    }

    @Test func `stored members are read, and a missing one is named with those there are`() throws {
        let archive = try NPZArchive(Golden.file("stored.npz"))
        #expect(archive.arrayNames == ["x", "y"])
        #expect(try archive.array("x").values == .float64([0, 1, 2, 3, 4, 5]))
        let error = dataError { () throws(DataError) in _ = try archive.array("z") }
        #expect(
            error?.description
                == "stored.npz: found 0 arrays called \"z\", expected one of \"x\", \"y\"")
    }

    @Test func `a directory in 64 bits is read`() throws {
        let archive = try NPZArchive(Golden.file("zip64.npz"))
        #expect(archive.arrayNames == ["x"])
        #expect(try archive.array("x").values == .int32([0, 1, 2]))
    }

    @Test func `a flipped bit of a stored member fails its checksum`() throws {
        var bytes = try Golden.file("stored.npz").bytes
        let value = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xF0, 0x3F]) })
        bytes[value] ^= 1
        let archive = try NPZArchive(FileContents(name: "s", bytes: bytes))
        let error = dataError { () throws(DataError) in _ = try archive.array("x") }
        #expect(error?.found.hasPrefix("checksum") == true)
    }

    static let headers: [(String, String)] = [
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", "found 4 bytes of elements"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "expected a whole number"),
        ("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}", "expected a string, True, False"),
        ("{'descr': '<f4', 'shape': (1,)}", "found no truth value for 'fortran_order'"),
        ("{'descr': '<f4', 'fortran_order': False}", "found no usable 'shape'"),
        ("{'descr': '<f4'", "expected \"}\""),
        ("{'descr': '<f4}", "expected a closing quote"),
        ("{} 1", "found \"1\", expected the end of the header"),
        ("{'shape': (1,), 'shape': (1,)}", "expected each key once"),
        (
            "{'descr': '<f8', 'fortran_order': True, 'shape': (99999999999, 99999999999)}",
            "expected at most 8589934592 bytes"
        ),
        (
            "{'descr': '<f8', 'fortran_order': True, 'shape': (99999999999999999999,)}",
            "expected a whole number"
        ),
    ]

    @Test(arguments: headers)
    func `a damaged header is told apart`(header: String, text: String) {
        let magic: [UInt8] = [
            0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(header.utf8.count), 0,
        ]
        let file = FileContents(name: "x.npy", bytes: magic + Array(header.utf8) + [0, 0, 0, 0])
        let error = dataError { () throws(DataError) in _ = try NPYFile.read(file) }
        #expect(error?.description.contains(text) == true, "\(String(describing: error))")
    }

    @Test func `integers names the first element that is none`() throws {
        let array = NumericArray(
            name: "y", shape: [2, 2], values: .float32([1, 2, 3, .nan]))
        let error = dataError { () throws(DataError) in _ = try array.integers() }
        #expect(error?.description == "y, row 1: found nan, expected a 32-bit integer")
    }
}
