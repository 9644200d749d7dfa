/// The format of MNIST and its kin: a type code, a rank, big-endian extents, the elements.
///
/// Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database", "the IDX file format".
public enum IDXFile {
    private static let kinds: [UInt8: ElementKind] = [
        0x08: .uint8, 0x09: .int8, 0x0B: .int16, 0x0C: .int32, 0x0D: .float32, 0x0E: .float64,
    ]

    /// Returns the array that a plain or gzipped IDX file holds.
    ///
    /// - Throws: `DataError` where the file is damaged or not of this format.
    public static func read(_ file: FileContents) throws(DataError) -> NumericArray {
        try stored(file).read()
    }

    /// Returns the array where it lies.
    static func stored(_ file: FileContents) throws(DataError) -> StoredArray {
        let file = try file.decompressed()
        let bytes = file[0..<min(4, file.count)]
        guard bytes.count == 4, bytes[0] == 0, bytes[1] == 0 else {
            throw DataError(
                file.name, at: .byte(0), found: "no IDX header",
                expected: "two zero bytes, a type code and a rank",
                advice: "check that `format: idx` is right for this file")
        }
        guard let kind = kinds[bytes[2]] else {
            throw DataError(
                file.name, at: .byte(2), found: "type code \(bytes[2])",
                expected: "8, 9, 11, 12, 13 or 14")
        }
        var shape: [Int] = []
        for dimension in 0..<Int(bytes[3]) {
            guard let extent = file.bigEndian(UInt32.self, at: 4 + 4 * dimension) else {
                throw DataError(
                    file.name, at: .byte(file.count), found: "the end of the file",
                    expected: "\(bytes[3]) extents of 4 bytes",
                    advice: "the file was cut short: copy it again")
            }
            shape.append(Int(extent))
        }
        let start = 4 + 4 * shape.count
        let extent = try ArrayExtent(
            shape: shape, elementSize: kind.size, name: file.name, headerAt: 4)
        try extent.requireExactly(file.count - start, name: file.name, at: start)
        return StoredArray(
            name: file.name, shape: shape, kind: kind, isBigEndian: true, contents: file,
            start: start)
    }
}
