import Datasets
import Randomness
import Testing

struct IntegrityStatisticsTests {
    @Test func `columns are described by their finite values`() {
        let data = Dataset(
            inputs: [1, 7, -1, 7, .nan, 7, 999, 7, -.infinity, 7, 1, 7], inputShape: [2],
            targets: .classes([0, 1, 1, 5, -1, Targets.noLabel], count: 2))
        let statistics = IntegrityStatistics(of: data)
        let first = statistics.columns[0]
        #expect(first.count == 6)
        #expect(first.mean == 250)
        #expect(first.deviation == 187_001.0.squareRoot())
        #expect(first.minimum == -1)
        #expect(first.maximum == 999)
        #expect(first.notANumberCount == 1)
        #expect(first.infiniteCount == 1)
        #expect(first.minusOneCount == 1)
        #expect(first.nineNineNineCount == 1)
        #expect(first.sentinelShare == 2.0 / 6)
        #expect(first.minimumCount == 1)
        #expect(!first.isConstant)
        #expect(statistics.columns[1].isConstant)
        #expect(statistics.columns[1].deviation == 0)
        #expect(statistics.columns[1].maximumCount == 6)
        #expect(statistics.labelCounts.map(\.label) == [-1, 0, 1, 5])
        #expect(statistics.labelCounts.map(\.count) == [1, 1, 2, 1])
    }

    @Test func `equal rows are counted, and rows shared by two sets are found`() {
        let data = PreparationTests.table([[1, 2], [3, 4], [1, 2], [1, 2], [2, 1]])
        let statistics = IntegrityStatistics(of: data)
        #expect(statistics.duplicateRows == 2)
        #expect(statistics.mostFrequentRow == 3)
        #expect(statistics.duplicateShare == 0.4)
        let other = PreparationTests.table([[9, 9], [2, 1], [1, 2]])
        #expect(other.rowsShared(with: data) == [1, 2])
        #expect(data.rowsShared(with: other) == [0, 2, 3, 4])
    }

    @Test func `images are described by channel`() {
        let data = Dataset(
            inputs: [1, 10, 3, 30], inputShape: [1, 2, 2], targets: .values([0], width: 1))
        let statistics = IntegrityStatistics(of: data)
        #expect(statistics.columns.map(\.mean) == [2, 20])
        #expect(statistics.labelCounts.isEmpty)
    }

    @Test func `synthetic images have the statistics of random bytes`() throws {
        let key = RandomKey(key: 3, stream: 4)
        let data = try Dataset.syntheticImages(
            count: 200, height: 32, width: 32, channels: 3, classes: 10, key: key)
        #expect(data.inputShape == [32, 32, 3])
        let statistics = IntegrityStatistics(of: data)
        for column in statistics.columns {
            #expect(abs(column.mean - 0.5) < 0.004)
            #expect(abs(column.deviation - 0.2898) < 0.002)
            #expect(column.minimum == 0)
            #expect(column.maximum == 1)
        }
        #expect(statistics.duplicateRows == 0)
        #expect(statistics.labelCounts.map(\.label) == Array(0..<10))
        #expect(statistics.labelCounts.allSatisfy { (5...40).contains($0.count) })
    }

    @Test func `a smaller synthetic set begins a larger one`() throws {
        let key = RandomKey(key: 5, stream: 6)
        func images(_ count: Int) throws(DataError) -> Dataset {
            try Dataset.syntheticImages(
                count: count, height: 3, width: 3, channels: 1, classes: 4, key: key)
        }
        let small = try images(5)
        let large = try images(9).subset(rows: Array(0..<5))
        #expect(small.inputs == large.inputs)
        #expect(small.targets == large.targets)
        #expect(throws: DataError.self) { try images(0) }
        #expect(throws: DataError.self) { try images(Int.max / 2) }
    }
}
