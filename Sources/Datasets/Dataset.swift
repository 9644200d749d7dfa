/// Inputs and targets of a set of rows, as they enter training.
public struct Dataset: Sendable {
    /// Small data are numbers; large ones stay in their file and in its element type.
    enum Storage: Sendable {
        case numbers([Float])
        case stored(StoredRows)
    }

    private(set) var storage: Storage
    /// `[features]`, `[length, features]`, or `[height, width, channels]` with the channels
    /// innermost.
    public let inputShape: [Int]
    public let targets: Targets
    /// The axes of the positions that have a class each, such as `[length]` or `[height, width]`;
    /// empty where each row has one target.
    public let targetShape: [Int]
    /// The labels that are not whole numbers, by row.
    public let oddLabels: [OddLabel]
    /// The columns' names where the file gives them, else empty.
    public let featureNames: [String]
    /// The classes' names where the file gives words, else empty.
    public let classNames: [String]
    /// What each id of the inputs stands for where the file is text, else empty.
    public let tokens: [String]

    /// Where rows and columns stand in the file, as far as it is one of lines.
    public internal(set) var origin = TableOrigin()

    /// Joins inputs and targets of equally many rows; anything else is a programmer error (files
    /// are checked where they are read).
    public init(
        inputs: [Float], inputShape: [Int], targets: Targets, targetShape: [Int] = [],
        oddLabels: [OddLabel] = [], featureNames: [String] = [], classNames: [String] = [],
        tokens: [String] = []
    ) {
        let width = inputShape.reduce(1, *)
        let positions = targetShape.reduce(1, *)
        if width == 0 || inputs.count * positions != targets.count * width {
            fatalError(
                "\(inputs.count) inputs of shape \(inputShape) for \(targets.count) targets of "
                    + "shape \(targetShape)")
        }
        self.init(
            storage: .numbers(inputs), inputShape: inputShape, targets: targets,
            targetShape: targetShape, oddLabels: oddLabels, featureNames: featureNames,
            classNames: classNames, tokens: tokens)
    }

    init(
        storage: Storage, inputShape: [Int], targets: Targets, targetShape: [Int],
        oddLabels: [OddLabel], featureNames: [String], classNames: [String], tokens: [String]
    ) {
        self.storage = storage
        self.inputShape = inputShape
        self.targets = targets
        self.targetShape = targetShape
        self.oddLabels = oddLabels
        self.featureNames = featureNames
        self.classNames = classNames
        self.tokens = tokens
    }

    /// The number of rows.
    public var count: Int {
        switch storage {
        case .numbers(let inputs): inputs.count / inputSize
        case .stored(let rows): rows.count
        }
    }

    /// All rows one after the other, each in the order of `inputShape`. Large data are converted as
    /// a whole here: rather ask for them block by block.
    public var inputs: [Float] {
        get {
            switch storage {
            case .numbers(let inputs): inputs
            case .stored(let rows): rows.floats(0..<rows.count)
            }
        }
        _modify {
            var inputs = self.inputs
            storage = .numbers([])
            defer { storage = .numbers(inputs) }
            yield &inputs
        }
    }

    /// The numbers in one row's input.
    public var inputSize: Int { inputShape.reduce(1, *) }

    /// Whether the inputs are numbers in memory; else they are read from their file row by row.
    public var isInMemory: Bool {
        if case .numbers = storage { true } else { false }
    }

    public var isImages: Bool { inputShape.count == 3 }

    /// How many targets a row has.
    public var positions: Int { targetShape.reduce(1, *) }

    /// Returns the same rows with other targets, as many.
    public func with(_ targets: Targets) -> Dataset {
        var data = Dataset(
            storage: storage, inputShape: inputShape, targets: targets, targetShape: targetShape,
            oddLabels: oddLabels, featureNames: featureNames, classNames: classNames,
            tokens: tokens)
        data.origin = origin
        return data
    }

    /// The innermost extent: what normalisation and statistics go by, the features of a table or a
    /// sequence, or an image's channels.
    public var columnCount: Int { inputShape[inputShape.count - 1] }

    /// Returns one row's input.
    public func input(at row: Int) -> ArraySlice<Float> {
        switch storage {
        case .numbers(let inputs): inputs[row * inputSize..<(row + 1) * inputSize]
        case .stored(let rows): rows.floats(CollectionOfOne(row))[...]
        }
    }

    /// Returns the inputs of some rows, one after the other in that order.
    public func inputs(at rows: [Int]) -> [Float] {
        switch storage {
        case .numbers(let inputs): Self.gather(inputs, width: inputSize, rows: rows)
        case .stored(let stored): stored.floats(rows)
        }
    }

    /// Scales the inputs: numbers at once, stored rows whenever they are read.
    mutating func normalize(by normalizer: Normalizer) {
        if case .stored(var rows) = storage {
            rows.normalize(by: normalizer)
            storage = .stored(rows)
        } else {
            normalizer.apply(to: &inputs)
        }
    }

    private func storage(of rows: [Int]) -> Storage {
        switch storage {
        case .numbers: .numbers(inputs(at: rows))
        case .stored(let stored): .stored(stored.subset(rows))
        }
    }

    /// Returns the given rows, in that order. A row that does not exist is a programmer error.
    public func subset(rows: [Int]) -> Dataset {
        if let row = rows.first(where: { $0 < 0 || $0 >= count }) {
            fatalError("row \(row) of a data set of \(count) rows")
        }
        let odd = Dictionary(oddLabels.map { ($0.row, $0.value) }) { first, _ in first }
        var data = Dataset(
            storage: storage(of: rows), inputShape: inputShape,
            targets: targets.subset(rows, positions: positions), targetShape: targetShape,
            oddLabels: odd.isEmpty
                ? []
                : rows.enumerated().compactMap { index, row in
                    odd[row].map { OddLabel(row: index, value: $0) }
                },
            featureNames: featureNames, classNames: classNames, tokens: tokens)
        data.origin = origin.subset(rows)
        return data
    }

    /// Returns the given rows of `width` numbers each.
    static func gather(_ values: [Float], width: Int, rows: [Int]) -> [Float] {
        [Float](unsafeUninitializedCapacity: rows.count * width) { target, initialized in
            for (index, row) in rows.enumerated() {
                let source = values[row * width..<(row + 1) * width]
                _ = UnsafeMutableBufferPointer(rebasing: target[(index * width)...])
                    .initialize(from: source)
            }
            initialized = rows.count * width
        }
    }
}
