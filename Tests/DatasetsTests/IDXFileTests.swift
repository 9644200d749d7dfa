import Datasets
import Testing

struct IDXFileTests {
    static let typeCodes: [(UInt8, [UInt8], [Double])] = [
        (0x08, [5, 250], [5, 250]), (0x09, [5, 250], [5, -6]),
        (0x0B, [1, 0, 0xFF, 0xFE], [256, -2]),
        (0x0C, [0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFD], [65536, -3]),
        (0x0D, [0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0], [1.5, -2]),
        (0x0E, [0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0], [1.5, -2]),
    ]

    @Test(arguments: typeCodes)
    func `every type code is read big-endian`(
        code: UInt8, elements: [UInt8], expected: [Double]
    ) throws {
        let header: [UInt8] = [0, 0, code, 2, 0, 0, 0, 1, 0, 0, 0, 2]
        let array = try IDXFile.read(FileContents(name: "x", bytes: header + elements))
        #expect(array.shape == [1, 2])
        #expect(array.doubles() == expected)
        #expect(array.floats() == expected.map(Float.init))
    }

    @Test func `a gzipped file of several members and padding is one array`() throws {
        let array = try IDXFile.read(Golden.file("images.idx.gz"))
        #expect(array.shape == [3, 2, 2])
        #expect(array.values == .uint8(Array(0..<12)))
    }

    @Test func `images and labels make a data set`() throws {
        let data = try Dataset.idx(
            inputs: Golden.file("images.idx.gz"), targets: Golden.file("labels.idx.gz"),
            reading: Reading(classes: 3))
        #expect(data.inputShape == [2, 2, 1])
        #expect(data.targets == .classes([2, 0, 1], count: 3))
        #expect(data.inputs == (0..<12).map(Float.init))
    }

    static let damaged: [([UInt8], String)] = [
        ([0, 0, 8], "x, byte 0: found no IDX header"),
        ([0, 0, 7, 1, 0, 0, 0, 0], "x, byte 2: found type code 7"),
        ([0, 0, 8, 2, 0, 0, 0, 1], "x, byte 8: found the end of the file"),
        ([0, 0, 8, 1, 0, 0, 0, 3, 1, 2], "x, byte 8: found 2 bytes of elements, expected 3"),
        ([0, 0, 8, 1, 0, 0, 0, 1, 1, 2], "x, byte 8: found 2 bytes of elements, expected 1"),
        (
            [0, 0, 14, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255],
            "x, byte 4: found the shape [4294967295, 4294967295, 4294967295]"
        ),
    ]

    @Test(arguments: damaged)
    func `a damaged file is named with the place`(bytes: [UInt8], text: String) {
        let error = dataError { () throws(DataError) in
            _ = try IDXFile.read(FileContents(name: "x", bytes: bytes))
        }
        #expect(error?.description.hasPrefix(text) == true, "\(String(describing: error))")
    }
}
