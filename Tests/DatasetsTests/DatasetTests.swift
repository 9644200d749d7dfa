import Datasets
import Testing

struct DatasetTests {
    static func array(_ shape: [Int], name: String = "inputs") -> NumericArray {
        let count = shape.reduce(1, *)
        return NumericArray(
            name: name, shape: shape, values: .int32((0..<count).map(Int32.init)))
    }

    static func dataset(_ shape: [Int], _ reading: Reading = Reading()) throws -> Dataset {
        try Dataset(
            inputs: array(shape), targets: array([shape[0]], name: "targets"), reading: reading)
    }

    static let shapes: [([Int], [Int])] = [
        ([4], [1]), ([4, 5], [5]), ([4, 5, 6], [5, 6, 1]), ([4, 5, 6, 3], [5, 6, 3]),
        ([4, 5, 6, 1], [5, 6, 1]), ([4, 3, 5, 6], [5, 6, 3]), ([4, 1, 5, 6], [5, 6, 1]),
    ]

    @Test(arguments: shapes)
    func `the array's shape gives the input's`(shape: [Int], expected: [Int]) throws {
        #expect(try Self.dataset(shape).inputShape == expected)
    }

    static let layouts: [([Int], Reading, [Int])] = [
        ([4, 3, 6, 3], Reading(layout: .channelsFirst), [6, 3, 3]),
        ([4, 3, 6, 3], Reading(layout: .channelsLast), [3, 6, 3]),
        ([4, 2, 6, 5], Reading(layout: .channelsFirst), [6, 5, 2]),
        ([4, 3, 6, 3], Reading(shape: [6, 3, 3]), [6, 3, 3]),
        ([4, 12], Reading(shape: [2, 2, 3]), [2, 2, 3]),
        ([4, 12], Reading(shape: [3, 4]), [3, 4, 1]),
        ([4, 12], Reading(shape: [2, 2, 3], layout: .channelsFirst), [2, 2, 3]),
        ([4, 3, 4], Reading(shape: [12]), [12]),
    ]

    @Test(arguments: layouts)
    func `layout and shape settle what the array leaves open`(
        shape: [Int], reading: Reading, expected: [Int]
    ) throws {
        #expect(try Self.dataset(shape, reading).inputShape == expected)
    }

    static let unfitting: [([Int], Reading, String)] = [
        ([4, 3, 6, 3], Reading(), "layout: channels-last"), ([4, 5, 6, 7], Reading(), "layout"),
        ([4, 5, 6, 7, 8], Reading(), "4 axes"), ([0, 5], Reading(), "at least one row"),
        ([4, 0], Reading(), "at least one row"), ([4, 12], Reading(shape: [5]), "[5] as `shape`"),
        ([4, 12], Reading(shape: [1, 1, 1, 12]), "[height, width, channels]"),
        ([4, 12], Reading(shape: [-1, -12]), "[height, width, channels]"),
        ([4, 12], Reading(shape: [1 << 62, 1 << 62]), "found inputs of shape [12]"),
        ([4, 5, 6, 3], Reading(shape: [6, 5, 3]), "found inputs of shape [5, 6, 3]"),
        ([4, 5, 6, 3], Reading(shape: [5, 6, 3], layout: .channelsFirst), "channels-first"),
    ]

    @Test(arguments: unfitting)
    func `an ambiguous or unfitting shape is an error`(
        shape: [Int], reading: Reading, text: String
    ) {
        let error = dataError { () throws(DataError) in
            _ = try Dataset(
                inputs: Self.array(shape), targets: Self.array([4]), reading: reading)
        }
        #expect(error?.description.contains(text) == true, "\(String(describing: error))")
    }

    @Test func `channels that come first move innermost`() throws {
        let data = try Self.dataset([2, 3, 2, 2])
        #expect(data.inputShape == [2, 2, 3])
        #expect(Array(data.input(at: 0)) == [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11])
        #expect(data.input(at: 1).first == 12)
        let flat = try Self.dataset(
            [2, 12], Reading(shape: [2, 2, 3], layout: .channelsFirst))
        #expect(flat.inputs == data.inputs)
    }

    @Test func `inputs and targets that differ in number are both named`() {
        let error = dataError { () throws(DataError) in
            _ = try Dataset(inputs: Self.array([4, 2]), targets: Self.array([5], name: "labels"))
        }
        #expect(error?.source == "inputs and labels")
        #expect(error?.found == "4 inputs and 5 targets")
    }

    @Test func `wrong labels are kept for the check that reports them`() throws {
        let labels = NumericArray(
            name: "y", shape: [6, 1], values: .float64([0, -1, 7, 0.5, .nan, 1e12]))
        let data = try Dataset(
            inputs: Self.array([6, 2]), targets: labels, reading: Reading(classes: 3))
        let none = Targets.noLabel
        #expect(data.targets == .classes([0, -1, 7, none, none, none], count: 3))
        #expect(data.oddLabels.map(\.row) == [3, 4, 5])
        #expect(data.oddLabels[0].value == 0.5)
        #expect(data.oddLabels[1].value.isNaN)
        let part = data.subset(rows: [5, 0, 3])
        #expect(part.targets == .classes([none, 0, none], count: 3))
        #expect(part.oddLabels == [OddLabel(row: 0, value: 1e12), OddLabel(row: 2, value: 0.5)])
        #expect(part.inputs == [10, 11, 0, 1, 6, 7])
    }

    @Test func `one-hot rows become labels and others an error`() throws {
        var values: [Float] = [0, 0, 1, 1, 0, 0]
        func read() throws(DataError) -> Targets {
            try Dataset(
                inputs: Self.array([2, 2]),
                targets: NumericArray(name: "y", shape: [2, 3], values: .float32(values)),
                reading: Reading(classes: 3)
            ).targets
        }
        #expect(try read() == .classes([2, 0], count: 3))
        values[5] = 0.5
        let error = dataError { () throws(DataError) in _ = try read() }
        #expect(error?.origin == .row(1))
    }

    @Test func `targets without classes are values`() throws {
        let data = try Dataset(inputs: Self.array([3, 2]), targets: Self.array([3, 2]))
        #expect(data.targets == .values([0, 1, 2, 3, 4, 5], width: 2))
        #expect(data.subset(rows: [2, 1]).targets == .values([4, 5, 2, 3], width: 2))
    }

    @Test func `CIFAR-10 records are images with the channels innermost`() throws {
        let record =
            [7] + [UInt8](repeating: 1, count: 1024)
            + [UInt8](repeating: 2, count: 1024) + [UInt8](repeating: 3, count: 1024)
        let data = try Dataset.cifar10([FileContents(name: "b", bytes: record + record)])
        #expect(data.inputShape == [32, 32, 3])
        #expect(data.targets == .classes([7, 7], count: 10))
        #expect(data.inputs.prefix(4) == [1, 2, 3, 1])
        let error = dataError { () throws(DataError) in
            _ = try Dataset.cifar10([FileContents(name: "b", bytes: record + [1])])
        }
        #expect(error?.origin == .byte(3073))
    }
}
