/// NumPy's format for one array, versions 1 to 3.
///
/// Source: NumPy enhancement proposal 1 and `numpy.lib.format`. Arrays of objects hold pickled
/// programs and are refused.
public enum NPYFile {
    static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

    /// Returns the array that a `.npy` file holds, in row-major order whatever the file's.
    ///
    /// - Throws: `DataError` where the file is damaged or not of this format, or its elements are
    ///   not numbers.
    public static func read(_ file: FileContents) throws(DataError) -> NumericArray {
        try stored(file).read()
    }

    /// Returns the array where it lies, in row-major order.
    static func stored(_ file: FileContents) throws(DataError) -> StoredArray {
        let file = try file.decompressed()
        let header = try NPYHeader(file)
        let extent = try ArrayExtent(
            shape: header.shape, elementSize: header.kind.size, name: file.name,
            headerAt: NPYFile.magic.count)
        let start = header.end
        try extent.requireExactly(file.count - start, name: file.name, at: start)
        func array(_ contents: FileContents, from start: Int) -> StoredArray {
            StoredArray(
                name: file.name, shape: header.shape, kind: header.kind,
                isBigEndian: header.bigEndian, contents: contents, start: start)
        }
        guard header.columnMajor && header.shape.count > 1 && extent.count > 0 else {
            return array(file, from: start)
        }
        let bytes = rowMajor(
            file.bytes, from: start, shape: header.shape, size: header.kind.size)
        return array(FileContents(name: file.name, bytes: bytes), from: 0)
    }

    /// Returns column-major elements of `size` bytes in row-major order.
    private static func rowMajor(
        _ bytes: [UInt8], from start: Int, shape: [Int], size: Int
    ) -> [UInt8] {
        var strides = [Int](repeating: size, count: shape.count)
        for axis in 1..<shape.count { strides[axis] = strides[axis - 1] * shape[axis - 1] }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count - start)
        var position = [Int](repeating: 0, count: shape.count)
        var source = start
        for _ in 0..<shape.reduce(1, *) {
            result.append(contentsOf: bytes[source..<source + size])
            var axis = shape.count - 1
            while axis >= 0 {
                position[axis] += 1
                source += strides[axis]
                if position[axis] < shape[axis] { break }
                source -= strides[axis] * shape[axis]
                position[axis] = 0
                axis -= 1
            }
        }
        return result
    }
}
