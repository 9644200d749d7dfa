import Datasets
import Randomness
import Testing

struct PreparationTests {
    static let key = RandomKey(key: 1, stream: 2)

    static func table(_ rows: [[Float]], labels: [Int32]? = nil) -> Dataset {
        Dataset(
            inputs: rows.flatMap { $0 }, inputShape: [rows[0].count],
            targets: .classes(labels ?? rows.map { _ in 0 }, count: 2))
    }

    @Test(arguments: [(10, 0.2, 2), (7, 0.5, 4), (3, 0.01, 1), (3, 0.99, 2), (2, 0.5, 1)])
    func `a fraction of the rows is held out, none twice`(
        count: Int, fraction: Double, held: Int
    ) throws {
        let split = try RowSplit(fraction: fraction, of: count, key: Self.key)
        #expect(split.validation.count == held)
        #expect((split.training + split.validation).sorted() == Array(0..<count))
    }

    @Test func `the split depends on the key alone`() throws {
        let split = try RowSplit(fraction: 0.2, of: 100, key: Self.key)
        #expect(try split == RowSplit(fraction: 0.2, of: 100, key: Self.key))
        #expect(try split != RowSplit(fraction: 0.2, of: 100, key: Self.key.substream(1)))
        #expect(split.validation != split.validation.sorted())
    }

    @Test(arguments: [(10, 0.0), (10, 1.0), (10, .nan), (1, 0.5)])
    func `an unusable fraction is an error`(count: Int, fraction: Double) {
        #expect(throws: DataError.self) {
            try RowSplit(fraction: fraction, of: count, key: Self.key)
        }
    }

    @Test func `listed rows are held out and the rest keeps its order`() throws {
        let split = try RowSplit(heldOut: [3, 0], of: 5)
        #expect(split.validation == [3, 0])
        #expect(split.training == [1, 2, 4])
        for rows in [[5], [-1], [1, 1], [], [0, 1, 2, 3, 4]] {
            #expect(throws: DataError.self) { try RowSplit(heldOut: rows, of: 5) }
        }
    }

    @Test func `a list of rows is read from text too, and its faults are placed`() throws {
        #expect(try RowList.read(FileContents(text: "4\n2\n"), of: 5) == [4, 2])
        #expect(try RowList.read(FileContents(text: "row\n4\n"), of: 5) == [4])
        for text in ["4\n5\n", "4\n4\n", "4\n1.5\n", "4\n-1\n", "4\nNA\n"] {
            let error = dataError { () throws(DataError) in
                _ = try RowList.read(FileContents(text: text), of: 5)
            }
            #expect(error?.origin == .row(1), "\(text)")
        }
    }

    @Test func `a split gives each side its rows, and refuses sides that differ`() throws {
        let data = Self.table([[0], [1], [2]], labels: [0, 1, 0])
        let split = try Split(data, rows: RowSplit(heldOut: [1], of: 3))
        #expect(split.training.inputs == [0, 2])
        #expect(split.validation.targets == .classes([1], count: 2))
        let other = Self.table([[0, 1]])
        #expect(throws: DataError.self) { try Split(training: data, validation: other) }
        #expect(throws: DataError.self) {
            try Split(
                training: data,
                validation: Dataset(
                    inputs: [1], inputShape: [1], targets: .values([1], width: 1)))
        }
    }

    @Test func `standard scaling is the training rows' and by feature`() throws {
        var data = Self.table([[1, 10, 5], [3, 10, -5], [5, 10, 0]])
        let normalizer = try Normalizer(.standard, fittedTo: data)
        #expect(normalizer.offset == [3, 10, 0])
        #expect(normalizer.constantColumns == [1])
        #expect(normalizer.divisor[1] == 1)
        #expect(abs(normalizer.divisor[0] - (8.0 / 3).squareRoot()) < 1e-12)
        normalizer.apply(to: &data)
        #expect(data.inputs[1] == 0)
        #expect(abs(data.inputs[0] + 1.2247449) < 1e-6)
        var other = Self.table([[3, 11, 0]])
        normalizer.apply(to: &other)
        #expect(other.inputs == [0, 1, 0])
    }

    @Test func `unit scaling is by feature for tables and one for all channels of images`() throws {
        var data = Self.table([[0, 2], [4, 3]])
        try Normalizer(.unit, fittedTo: data).apply(to: &data)
        #expect(data.inputs == [0, 0, 1, 1])
        var image = Dataset(
            inputs: [0, 50, 200, 100, 150, 25], inputShape: [1, 2, 3],
            targets: .classes([0], count: 2))
        let normalizer = try Normalizer(.unit, fittedTo: image)
        #expect(normalizer.divisor == [200, 200, 200])
        normalizer.apply(to: &image)
        #expect(image.inputs == [0, 0.25, 1, 0.5, 0.75, 0.125])
    }

    @Test func `values that are not finite do not enter the figures and stay`() throws {
        var data = Self.table([[1, .nan], [.nan, .nan], [.infinity, .nan], [3, .nan]])
        let normalizer = try Normalizer(.standard, fittedTo: data)
        #expect(normalizer.offset == [2, 0])
        #expect(normalizer.divisor == [1, 1])
        #expect(normalizer.constantColumns == [1])
        normalizer.apply(to: &data)
        #expect(data.inputs[0] == -1)
        #expect(data.inputs[2].isNaN)
        #expect(data.inputs[4] == .infinity)
    }

    @Test func `given figures are used, and unusable ones refused`() throws {
        var data = Self.table([[1, 2]])
        try Normalizer(.given(mean: [1], deviation: [2, 4]), fittedTo: data).apply(to: &data)
        #expect(data.inputs == [0, 0.25])
        let unusable: [([Double], [Double])] = [
            ([1, 2, 3], [1]), ([1], []), ([1], [0]), ([1], [-1]), ([.nan], [1]), ([1], [.infinity]),
        ]
        for (mean, deviation) in unusable {
            #expect(throws: DataError.self) {
                try Normalizer(.given(mean: mean, deviation: deviation), fittedTo: data)
            }
        }
    }

    @Test func `no normalisation changes nothing`() throws {
        var data = Self.table([[1, 2]])
        try Normalizer(.none, fittedTo: data).apply(to: &data)
        #expect(data.inputs == [1, 2])
    }
}
