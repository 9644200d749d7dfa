/// The header of a `.npy` file: a Python dictionary literal with three known keys.
struct NPYHeader {
    let kind: ElementKind
    let bigEndian: Bool
    let columnMajor: Bool
    let shape: [Int]
    /// Where the elements begin.
    let end: Int

    init(_ file: FileContents) throws(DataError) {
        guard file.starts(with: NPYFile.magic), file.count >= 10 else {
            throw DataError(
                file.name, at: .byte(0), found: "no NumPy header",
                expected: "the byte 0x93 and \"NUMPY\"",
                advice: "check that the file was written by numpy.save")
        }
        let version = file[6..<7][0]
        guard (1...3).contains(version) else {
            throw DataError(
                file.name, at: .byte(6), found: "format version \(version)", expected: "1, 2 or 3")
        }
        let start = version == 1 ? 10 : 12
        let length =
            version == 1
            ? file.littleEndian(UInt16.self, at: 8).map(Int.init)
            : file.littleEndian(UInt32.self, at: 8).map(Int.init)
        guard let length, length <= file.count - start else {
            throw DataError(
                file.name, at: .byte(8), found: "\(file.count) bytes in all",
                expected: "\(length ?? 0) bytes of header after byte \(start)",
                advice: "the file was cut short: copy it again")
        }
        var literal = PythonLiteral(
            bytes: file[0..<start + length], position: start, end: start + length, name: file.name)
        let entries = try literal.dictionary()
        (kind, bigEndian) = try Self.element(entries["descr"], name: file.name, at: start)
        columnMajor = try Self.order(entries["fortran_order"], name: file.name, at: start)
        shape = try Self.shape(entries["shape"], name: file.name, at: start)
        end = start + length
    }

    private static let kinds: [String: ElementKind] = [
        "b1": .bool, "u1": .uint8, "i1": .int8, "u2": .uint16, "i2": .int16, "u4": .uint32,
        "i4": .int32, "u8": .uint64, "i8": .int64, "f2": .float16, "f4": .float32, "f8": .float64,
    ]

    private static func element(
        _ value: PythonLiteral.Value?, name: String, at offset: Int
    ) throws(DataError) -> (ElementKind, Bool) {
        let expected = "numbers: b1, u1, u2, u4, u8, i1, i2, i4, i8, f2, f4 or f8"
        guard case .string(let code)? = value else {
            throw DataError(
                name, at: .byte(offset), found: "no usable 'descr'", expected: expected)
        }
        let order = code.first.flatMap { "<>|=".contains($0) ? $0 : nil }
        guard let kind = kinds[String(code.dropFirst(order == nil ? 0 : 1))] else {
            throw DataError(
                name, at: .byte(offset), found: "elements of type \(DataError.quoted(code))",
                expected: expected, advice: "convert the array, for instance with astype('float32')"
            )
        }
        return (kind, order == ">")
    }

    private static func order(
        _ value: PythonLiteral.Value?, name: String, at offset: Int
    ) throws(DataError) -> Bool {
        if case .truth(let columnMajor)? = value { return columnMajor }
        throw DataError(
            name, at: .byte(offset), found: "no truth value for 'fortran_order'",
            expected: "True or False")
    }

    private static func shape(
        _ value: PythonLiteral.Value?, name: String, at offset: Int
    ) throws(DataError) -> [Int] {
        guard case .tuple(let shape)? = value, shape.count <= 64 else {
            throw DataError(
                name, at: .byte(offset), found: "no usable 'shape'",
                expected: "at most 64 extents in parentheses")
        }
        return shape
    }
}
