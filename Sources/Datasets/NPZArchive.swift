/// NumPy's format for several named arrays: a zip file of `.npy` members.
public struct NPZArchive: Sendable {
    public let name: String
    /// The arrays' names in the file's order, without their `.npy`.
    public let arrayNames: [String]
    private let archive: ZipArchive

    /// Reads the directory of a `.npz` file; the arrays themselves are read when asked for.
    ///
    /// - Throws: `DataError` where the file is no zip file or its directory is damaged.
    public init(_ file: FileContents) throws(DataError) {
        name = file.name
        archive = try ZipArchive(file)
        arrayNames = archive.members.map { Self.arrayName($0.name) }
    }

    /// Returns the array called `arrayName`.
    ///
    /// - Throws: `DataError` where there is none, several, or one that cannot be read.
    public func array(_ arrayName: String) throws(DataError) -> NumericArray {
        try stored(arrayName).read()
    }

    /// Returns the array where it lies: in the archive's file unless it is compressed there.
    ///
    /// - Parameter checkingAll: whether its checksum is computed, which reads all of it.
    func stored(
        _ arrayName: String, checkingAll: Bool = true
    ) throws(DataError) -> StoredArray {
        let matches = arrayNames.indices.filter { arrayNames[$0] == arrayName }
        guard let index = matches.first, matches.count == 1 else {
            let names = arrayNames.prefix(20).map { DataError.quoted($0) }
            throw DataError(
                name, found: "\(matches.count) arrays called \(DataError.quoted(arrayName))",
                expected: "one of \(names.joined(separator: ", "))")
        }
        let contents = try archive.contents(
            of: archive.members[index], checkingAll: checkingAll)
        return try NPYFile.stored(
            contents.part(0..<contents.count, name: "\(name): \(arrayName)"))
    }

    private static func arrayName(_ member: String) -> String {
        member.hasSuffix(".npy") ? String(member.dropLast(4)) : member
    }
}
