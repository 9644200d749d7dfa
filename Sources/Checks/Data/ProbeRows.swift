internal import Datasets
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// Some rows as a simple reader of them takes them: up to 128 numbers a row, and one answer each.
struct ProbeRows {
    enum Answers {
        case classes([Int], count: Int)
        case values([Double])
    }

    /// Rows by features.
    let features: Tensor
    let answers: Answers

    var count: Int { features.shape[0] }

    /// Nil where a row has several answers, or none that counts.
    init?(inputs: Tensor, answers: Answers, key: RandomKey) {
        features = Self.features(inputs, key: key)
        self.answers = answers
    }

    /// Wide rows are projected at random, which keeps their distances (Johnson and Lindenstrauss
    /// 1984).
    static func features(_ inputs: Tensor, key: RandomKey) -> Tensor {
        let flat = inputs.converted(to: .float32).flattened(from: 1)
        let width = flat.shape[1]
        return width <= 128 ? flat : matmul(flat, Tensor.normal([width, 128], key: key))
    }

    /// The given rows of a data set.
    init?(_ data: Dataset, rows: [Int], key: RandomKey) {
        guard data.targetShape.isEmpty, rows.count >= 2 else { return nil }
        var values: [Float] = []
        values.reserveCapacity(rows.count * data.inputSize)
        for row in rows { values += data.input(at: row) }
        let inputs = Tensor(values, shape: [rows.count, data.inputSize])
        switch data.targets {
        case .classes(let labels, let count):
            let own = rows.map { Int(labels[$0]) }
            guard own.allSatisfy({ (0..<count).contains($0) }) else { return nil }
            self.init(inputs: inputs, answers: .classes(own, count: count), key: key)
        case .values(let values, let width):
            let own = rows.map { row in
                Self.sum(values[row * width..<(row + 1) * width])
            }
            guard own.allSatisfy(\.isFinite) else { return nil }
            self.init(inputs: inputs, answers: .values(own), key: key)
        }
    }

    /// A batch, of so many classes where its targets are classes.
    init?(_ batch: Examples, classes: Int?, key: RandomKey) {
        guard batch.count >= 2, batch.positions == 1 else { return nil }
        switch batch.targets {
        case .classes(let labels):
            guard let classes, labels.allSatisfy({ $0 >= 0 && Int($0) < classes }) else {
                return nil
            }
            self.init(
                inputs: batch.inputs, answers: .classes(labels.map(Int.init), count: classes),
                key: key)
        case .values(let tensor), .probabilities(let tensor):
            let values = tensor.scalars
            let width = max(1, values.count / batch.count)
            self.init(
                inputs: batch.inputs,
                answers: .values(
                    (0..<batch.count).map { Self.sum(values[$0 * width..<($0 + 1) * width]) }),
                key: key)
        }
    }

    /// One number for several: their sum, in which the first count most.
    private static func sum(_ values: ArraySlice<Float>) -> Double {
        var sum = 0.0
        for (index, value) in values.enumerated() { sum += Double(value) / Double(index + 1) }
        return sum
    }

    /// Returns some of the rows.
    func rows(_ range: Range<Int>) -> ProbeRows {
        let own: Answers =
            switch answers {
            case .classes(let labels, let count): .classes(Array(labels[range]), count: count)
            case .values(let values): .values(Array(values[range]))
            }
        return ProbeRows(features: features.gatheringRows(Array(range)), answers: own)
    }

    private init(features: Tensor, answers: Answers) {
        self.features = features
        self.answers = answers
    }
}
