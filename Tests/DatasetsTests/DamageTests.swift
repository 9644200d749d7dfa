import Datasets
import Randomness
import Testing

/// Whatever happens to a file's bytes, reading ends in a value or a `DataError`, never in a trap.
struct DamageTests {
    static let files = [
        "images.idx.gz", "labels.idx.gz", "stored.npz", "kinds.npz", "special.npz", "zip64.npz",
        "numbers.npy", "table.csv.gz", "numbers.csv",
    ]

    /// Reads everything that can be read from a file of this name; the number of arrays read.
    @discardableResult
    static func readAll(_ file: FileContents) -> Int {
        var read = 0
        func attempt(_ body: () throws(DataError) -> NumericArray) {
            guard let array = try? body() else { return }
            read += 1
            for reading in [Reading(), Reading(classes: 3), Reading(shape: [2, 2])] {
                guard let data = try? Dataset(inputs: array, targets: array, reading: reading)
                else { continue }
                _ = IntegrityStatistics(of: data)
                _ = try? Normalizer(.standard, fittedTo: data)
            }
            _ = try? RowList.check(array, of: 300)
        }
        attempt { () throws(DataError) in try IDXFile.read(file) }
        attempt { () throws(DataError) in try NPYFile.read(file) }
        if let archive = try? NPZArchive(file) {
            for name in archive.arrayNames.prefix(6) {
                attempt { () throws(DataError) in try archive.array(name) }
            }
        }
        if let table = try? CSVTable(file) {
            for column in 0..<min(table.columnCount, 3) {
                attempt { () throws(DataError) in try table.numbers(of: [column]).array }
                attempt { () throws(DataError) in try table.labels(of: column).array }
            }
        }
        return read
    }

    /// Every place of a small file; of a larger one those of its head and tail, and 60 between.
    static func places(in bytes: [UInt8]) -> [Int] {
        guard bytes.count > 400 else { return Array(bytes.indices) }
        let between = stride(from: 64, to: bytes.count - 64, by: bytes.count / 60)
        return Array(0..<64) + between + Array((bytes.count - 64)..<bytes.count)
    }

    @Test(arguments: files)
    func `an intact file gives arrays`(name: String) throws {
        #expect(Self.readAll(try Golden.file(name)) > 0)
    }

    @Test(arguments: files)
    func `a file cut at any byte never traps`(name: String) throws {
        let bytes = try Golden.file(name).bytes
        for length in Self.places(in: bytes) {
            Self.readAll(FileContents(name: name, bytes: Array(bytes[..<length])))
        }
    }

    @Test(arguments: files)
    func `a file with any byte changed never traps`(name: String) throws {
        let intact = try Golden.file(name).bytes
        var stream = RandomStream(RandomKey(key: UInt64(name.utf8.count), stream: 7))
        for position in Self.places(in: intact) {
            var bytes = intact
            bytes[position] = UInt8(truncatingIfNeeded: stream.nextWord())
            Self.readAll(FileContents(name: name, bytes: bytes))
        }
    }

    @Test(arguments: files)
    func `a file with several extreme bytes, cuts and repeats never traps`(name: String) throws {
        let intact = try Golden.file(name).bytes
        var stream = RandomStream(RandomKey(key: UInt64(name.utf8.count), stream: 8))
        func place(_ bytes: [UInt8]) -> Int { Int(stream.integer(below: UInt64(bytes.count))) }
        for _ in 0..<100 {
            var bytes = intact
            for _ in 0..<(1 + stream.nextWord() % 6) {
                switch stream.nextWord() % 4 {
                case 0: bytes[place(bytes)] = 0xFF
                case 1: bytes[place(bytes)] = 0
                case 2: bytes.insert(bytes[place(bytes)], at: place(bytes))
                default: if bytes.count > 1 { bytes.remove(at: place(bytes)) }
                }
            }
            Self.readAll(FileContents(name: name, bytes: bytes))
        }
    }

    @Test func `random bytes behind every magic number never trap`() {
        let heads: [[UInt8]] = [
            [0, 0, 8, 3], [0x1F, 0x8B, 8], [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0],
            [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0xEF, 0xBB, 0xBF], [],
        ]
        var stream = RandomStream(RandomKey(key: 9, stream: 9))
        for _ in 0..<300 {
            for head in heads {
                let length = Int(stream.nextWord() % 100)
                let tail = (0..<length).map { _ in UInt8(truncatingIfNeeded: stream.nextWord()) }
                Self.readAll(FileContents(name: "x", bytes: head + tail))
            }
        }
    }
}
