import Datasets
import Foundation
import Testing

/// Large data stay in their file, and give the same numbers as small ones.
struct StoredRowsTests {
    /// The same arrays read both ways.
    static func both(
        _ array: String, layout: Reading.Layout? = nil
    ) throws -> (numbers: Dataset, stored: Dataset) {
        let file = try Golden.file("kinds.npz")
        func read(_ most: Int) throws -> Dataset {
            try .npz(
                file, inputs: array, targets: "u1-little-C",
                reading: Reading(layout: layout ?? .sequence, mostInMemory: most))
        }
        return (try read(1 << 20), try read(0))
    }

    @Test(arguments: NumPyFileTests.kinds, ["little-C", "little-F", "big-C", "big-F"])
    func `every element type gives the same numbers from its file`(
        kind: String, order: String
    ) throws {
        let (numbers, stored) = try Self.both("\(kind)-\(order)")
        #expect(numbers.isInMemory && !stored.isInMemory)
        #expect(stored.count == 2 && stored.inputShape == [3, 4])
        #expect(stored.inputs == numbers.inputs)
        #expect(stored.input(at: 1).elementsEqual(numbers.input(at: 1)))
        #expect(stored.inputs(at: [1, 0, 1]) == numbers.inputs(at: [1, 0, 1]))
        #expect(stored.subset(rows: [1]).inputs == numbers.subset(rows: [1]).inputs)
        let figures = (
            ColumnStatistics.columns(of: stored), ColumnStatistics.columns(of: numbers)
        )
        for (one, other) in zip(figures.0, figures.1) {
            #expect(one.mean == other.mean && one.minimum == other.minimum)
            #expect(one.maximum == other.maximum && one.maximumCount == other.maximumCount)
            #expect(abs(one.deviation - other.deviation) < 1e-12)
        }
    }

    /// Pixels of CIFAR's format, whose labels lie between them.
    static let records = (0..<2).map { file in
        FileContents(
            name: "\(file)",
            bytes: (0..<(3 * 3073)).map { UInt8(truncatingIfNeeded: $0 * $0 + 7 * file) })
    }

    @Test func `images whose channels come first are turned row by row, over several files`() throws
    {
        let numbers = try Dataset.cifar10(Self.records, classes: 256)
        let stored = try Dataset.cifar10(Self.records, classes: 256, mostInMemory: 0)
        #expect(numbers.inputShape == [32, 32, 3] && numbers.count == 6)
        #expect(numbers.inputs[1] == Float(Self.records[0].bytes[1 + 1024]))
        #expect(stored.inputs == numbers.inputs)
        #expect(stored.inputs(at: [5, 2, 3]) == numbers.inputs(at: [5, 2, 3]))
        #expect(stored.targets == numbers.targets)
    }

    @Test(arguments: [
        Normalizer.Method.none, .unit, .standard, .given(mean: [1, 2, 3], deviation: [4, 5, 6]),
    ])
    func `rows are normalised to the same bits when they are read`(
        method: Normalizer.Method
    ) throws {
        var numbers = try Dataset.cifar10(Self.records, classes: 256).subset(rows: [4, 0, 1, 5])
        var stored = try Dataset.cifar10(Self.records, classes: 256, mostInMemory: 0)
            .subset(rows: [4, 0, 1, 5])
        let normalizer = try Normalizer(method, fittedTo: numbers)
        normalizer.apply(to: &numbers)
        normalizer.apply(to: &stored)
        #expect(stored.inputs == numbers.inputs)
    }

    @Test func `a normalizer takes the same figures from rows in a file`() throws {
        let numbers = try Dataset.cifar10(Self.records, classes: 256)
        let stored = try Dataset.cifar10(Self.records, classes: 256, mostInMemory: 0)
        for method in [Normalizer.Method.unit, .standard] {
            let one = try Normalizer(method, fittedTo: numbers)
            let other = try Normalizer(method, fittedTo: stored)
            #expect(one.offset == other.offset)
            #expect(zip(one.divisor, other.divisor).allSatisfy { abs($0 - $1) < 1e-12 })
        }
    }

    @Test func `numbers of more than a byte are normalised to the same bits`() throws {
        var (numbers, stored) = try Self.both("f4-big-C")
        let normalizer = try Normalizer(.standard, fittedTo: numbers)
        normalizer.apply(to: &numbers)
        normalizer.apply(to: &stored)
        #expect(stored.inputs == numbers.inputs)
        #expect(!stored.isInMemory)
    }

    @Test func `blocks give all rows once, in order`() throws {
        let (numbers, stored) = try Self.both("i2-little-C")
        for data in [numbers, stored, stored.subset(rows: [1, 0, 1, 1, 0])] {
            var rows: [Int] = []
            var inputs: [Float] = []
            data.forEachBlock(of: 2) {
                rows += $0
                inputs += $1
            }
            #expect(rows == Array(0..<data.count))
            #expect(inputs == data.inputs)
        }
    }

    @Test func `stored rows that are changed become numbers`() throws {
        var (numbers, stored) = try Self.both("u1-little-C")
        stored.inputs[3] = 17
        numbers.inputs[3] = 17
        #expect(stored.isInMemory)
        #expect(stored.inputs == numbers.inputs)
    }
}
