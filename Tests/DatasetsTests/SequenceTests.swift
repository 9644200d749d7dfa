import Datasets
import Testing

@Suite struct SequenceTests {
    private let sequence = Reading(layout: .sequence)

    @Test func `layout sequence keeps steps and features apart`() throws {
        #expect(try DatasetTests.dataset([4, 5, 6], sequence).inputShape == [5, 6])
        #expect(try DatasetTests.dataset([4, 5], sequence).inputShape == [5, 1])
        let folded = try DatasetTests.dataset(
            [4, 12], Reading(shape: [3, 4], layout: .sequence))
        #expect(folded.inputShape == [3, 4])
        #expect(folded.columnCount == 4)
        #expect(!folded.isImages)
    }

    @Test(
        arguments: [
            (
                [4, 5, 6, 3], nil,
                "found inputs with 3 axes besides the rows, expected 1 (steps) or 2"
            ),
            ([4], nil, "found inputs with 0 axes"),
            ([4, 5, 6], [6, 5], "found inputs of shape [5, 6], expected [6, 5] as `shape` says"),
            ([4, 12], [5, 2], "found inputs of shape [12], expected [5, 2]"),
            ([4, 12], [3, 4, 1], "found `shape: [3, 4, 1]`, expected [length, features]"),
        ] as [([Int], [Int]?, String)])
    func `an array that is no sequence is an error`(
        shape: [Int], wanted: [Int]?, text: String
    ) {
        let error = dataError { () throws(DataError) in
            _ = try Dataset(
                inputs: DatasetTests.array(shape), targets: DatasetTests.array([shape[0]]),
                reading: Reading(shape: wanted, layout: .sequence))
        }
        #expect(error?.description.contains(text) == true, "\(String(describing: error))")
    }

    private func targets(
        _ inputs: [Int], _ targets: NumericArray, classes: Int = 3, layout: Reading.Layout? = nil
    ) throws(DataError) -> Dataset {
        try Dataset(
            inputs: DatasetTests.array(inputs), targets: targets,
            reading: Reading(classes: classes, layout: layout))
    }

    private func labels(_ shape: [Int], _ values: [Float]? = nil) -> NumericArray {
        NumericArray(
            name: "y", shape: shape,
            values: .float32(
                values ?? (0..<shape.reduce(1, *)).map { Float($0 % 3) }))
    }

    @Test(
        arguments: [
            ([2, 4], [2, 4], nil, [4]), ([2, 4, 5], [2, 4], .sequence, [4]),
            ([2, 4, 5], [2, 3], .sequence, [3]), ([2, 4, 5], [2, 4, 5], nil, [4, 5]),
            ([2, 4, 5, 3], [2, 2, 3], nil, [2, 3]), ([2, 4, 5], [2, 4, 5, 1], nil, [4, 5]),
            ([2, 4, 5], [2, 1], nil, []), ([2, 4], [2], nil, []),
        ] as [([Int], [Int], Reading.Layout?, [Int])])
    func `targets may have a class for each position of the inputs`(
        inputs: [Int], shape: [Int], layout: Reading.Layout?, expected: [Int]
    ) throws {
        let data = try targets(inputs, labels(shape), layout: layout)
        #expect(data.targetShape == expected)
        #expect(data.count == 2)
        #expect(data.positions == expected.reduce(1, *))
        let swapped = data.subset(rows: [1, 0, 1])
        guard case .classes(let found, 3) = swapped.targets else {
            Issue.record("no classes")
            return
        }
        let all = (0..<2 * data.positions).map { Int32($0 % 3) }
        let second = Array(all[data.positions...])
        #expect(found == second + all[..<data.positions] + second)
        #expect(swapped.targetShape == expected)
    }

    @Test func `as many positions as classes are one-hot only where they are one-hot`() throws {
        let hot = try targets([2, 3], labels([2, 3], [0, 1, 0, 0, 0, 1]))
        #expect(hot.targets == .classes([1, 2], count: 3))
        #expect(hot.targetShape == [])
        let each = try targets([2, 3], labels([2, 3], [0, 1, 2, 0, 0, 1]))
        #expect(each.targets == .classes([0, 1, 2, 0, 0, 1], count: 3))
        #expect(each.targetShape == [3])
    }

    @Test(arguments: [([2, 4], [2, 5]), ([2, 4, 5], [2, 5, 4]), ([2, 4], [2, 2, 2])])
    func `targets that fit no positions are an error`(inputs: [Int], shape: [Int]) {
        let error = dataError { () throws(DataError) in
            _ = try targets(inputs, labels(shape))
        }
        #expect(error?.expected.contains("a class for each position of inputs of shape") == true)
    }

    @Test func `a position without a whole number is told by its row`() throws {
        let data = try targets([2, 4], labels([2, 4], [0, 1, 2, 0, 0, 0.5, 1, 1]))
        #expect(data.oddLabels == [OddLabel(row: 1, value: 0.5)])
    }

    @Test func `validation targets at other positions are an error`() throws {
        let training = try targets([2, 4, 5], labels([2, 4]), layout: .sequence)
        let validation = try targets([2, 4, 5], labels([2, 3]), layout: .sequence)
        let error = dataError { () throws(DataError) in
            _ = try Split(training: training, validation: validation)
        }
        #expect(error?.found == "targets of shape [3]")
    }
}
