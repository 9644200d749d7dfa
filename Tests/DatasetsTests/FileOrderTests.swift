import Datasets
import Synchronization
import Testing

/// Reading all rows in the order of their file, on several threads.
struct FileOrderTests {
    @Test(arguments: [1, 2, 5, 40])
    func `threads do each piece of work once and give the results in order`(threads: Int) {
        let calls = Mutex<[Int]>([])
        let results = OwnThreads.map(17, threads: threads) { index in
            calls.withLock { $0.append(index) }
            return index * index
        }
        #expect(results == (0..<17).map { $0 * $0 })
        #expect(calls.withLock { $0.sorted() } == Array(0..<17))
        #expect(OwnThreads.map(0, threads: threads) { $0 }.isEmpty)
    }

    @Test func `the order of the file has each row once, and its own inputs`() throws {
        let (numbers, stored) = try StoredRowsTests.both("i2-little-C")
        let chosen = [1, 0, 1, 1, 0]
        for data in [numbers, stored, numbers.subset(rows: chosen), stored.subset(rows: chosen)] {
            let order = data.orderInFile
            #expect(order.sorted() == (0..<data.count).map { Int32($0) })
            var seen: [Int32] = []
            data.forEachBlock(ofPart: 0, in: order) { rows, inputs in
                seen += rows
                #expect(Array(inputs) == data.inputs(at: rows.map { Int($0) }))
            }
            #expect(seen == order && data.parts == 1)
        }
        #expect(stored.subset(rows: chosen).orderInFile == [1, 4, 0, 2, 3])
    }

    @Test func `figures of several parts are the same on any number of threads`() throws {
        let rows = 2100
        var bytes = [UInt8](repeating: 7, count: rows * 4096)
        for index in stride(from: 0, to: bytes.count, by: 997) {
            bytes[index] = UInt8(truncatingIfNeeded: index)
        }
        let header: [UInt8] = [0, 0, 8, 2, 0, 0, 8, 52, 0, 0, 16, 0]
        let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 8, 52]
        func read(_ most: Int) throws -> Dataset {
            try .idx(
                inputs: FileContents(name: "inputs", bytes: header + bytes),
                targets: FileContents(
                    name: "labels", bytes: labels + [UInt8](repeating: 1, count: rows)),
                reading: Reading(classes: 2, mostInMemory: most)
            ).subset(rows: (0..<rows).map { $0 * 13 % rows })
        }
        let stored = try read(0)
        #expect(stored.parts == 2 && !stored.isInMemory)
        let one = ColumnStatistics.columns(of: stored, threads: 1)
        #expect(one == ColumnStatistics.columns(of: stored, threads: 3))
        let numbers = ColumnStatistics.columns(of: try read(1 << 40))
        for (own, other) in zip(one, numbers) {
            #expect(own.mean == other.mean && own.maximumCount == other.maximumCount)
            #expect(abs(own.deviation - other.deviation) < 1e-9)
        }
        var seen: [Int32] = []
        for part in 0..<stored.parts {
            stored.forEachBlock(ofPart: part, in: stored.orderInFile) { rows, _ in seen += rows }
        }
        #expect(seen == stored.orderInFile)
    }
}
