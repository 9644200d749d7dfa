internal import ElementaryFunctions
internal import Networks
internal import Tensors

/// What a network answered to some rows, beside what it should have: all that metrics go by.
struct Answers {
    /// Scores beyond this many are not kept: 64 MiB.
    static let scoreLimit = 1 << 24

    private let score: Score
    private let expected: ExpectedOutputs
    private let ignoredClass: Int32?
    private(set) var form = Metrics.Form.classes
    /// Classes, labels, or numbers for each answer.
    private(set) var width = 0
    /// Scores for each answer: as many as classes or labels, or one for the second of two classes.
    private(set) var scoreWidth = 0
    /// The row of each answer; of labels and numbers each row has one of `width` parts.
    private(set) var rows: [Int32] = []
    /// The class, or 0 and 1 for each label.
    private(set) var actual: [Int32] = []
    /// Likewise; −1 where the outputs are NaN.
    private(set) var given: [Int32] = []
    private(set) var scores: [Float] = []
    private(set) var hasScores = true
    private(set) var hasNaN = false
    /// Of numbers: what was wanted and what came.
    private(set) var wanted: [Float] = []
    private(set) var outputs: [Float] = []
    private var rowCount = 0

    init(_ loss: any Loss) {
        score = loss.score
        expected = loss.expectedOutputs
        ignoredClass = loss.ignoredClass
    }

    /// - Parameter rows: how many the batch has.
    mutating func add(outputs: Tensor, targets: Targets, rows count: Int) {
        let outputs = outputs.converted(to: .float32)
        let width = max(1, outputs.count / max(targets.count, 1))
        switch score {
        case .accuracy:
            self.width = width
            scoreWidth = width == 2 ? 1 : width
            addClasses(outputs, targets, rows: count)
        case .binaryAccuracy: addMarks(outputs, targets, width, threshold: 0, rows: count)
        case .binaryProbabilityAccuracy:
            addMarks(outputs, targets, width, threshold: 0.5, rows: count)
        case .r2:
            form = .numbers
            self.width = width
            wanted += targets.numbers()
            self.outputs += outputs.scalars
            rows += (0..<targets.count).map { Int32(rowCount + $0 * count / targets.count) }
        }
        rowCount += count
        if scores.count > Self.scoreLimit {
            scores = []
            hasScores = false
        }
    }

    private mutating func addClasses(_ outputs: Tensor, _ targets: Targets, rows count: Int) {
        let classes = targets.classes()
        let positions = max(1, classes.count / max(count, 1))
        outputs.withUnsafeScalars { outputs in
            for (index, label) in classes.enumerated() where label != ignoredClass {
                let values = UnsafeBufferPointer(
                    rebasing: outputs[(index * width)..<((index + 1) * width)])
                rows.append(Int32(rowCount + index / positions))
                actual.append(label)
                given.append(answer(values))
                if hasScores { addScores(values) }
            }
        }
    }

    private mutating func answer(_ values: UnsafeBufferPointer<Float>) -> Int32 {
        var best = 0
        for index in values.indices {
            if values[index].isNaN {
                hasNaN = true
                return -1
            }
            if values[index] > values[best] { best = index }
        }
        return Int32(best)
    }

    /// Of logits the log odds log p − log(1 − p) of each class, which tell apart what a probability
    /// next to 1 does not; else what the outputs are.
    private mutating func addScores(_ values: UnsafeBufferPointer<Float>) {
        let first = width - scoreWidth
        guard expected == .logits(squashedBy: "softmax") else {
            scores += values[first...]
            return
        }
        if width == 2 {
            scores.append(values[1] - values[0])
            return
        }
        let largest = Double(values.max() ?? 0)
        let best = values.firstIndex { Double($0) == largest } ?? 0
        let powers = values.map { Double.exp(Double($0) - largest) }
        let rest = powers.enumerated().reduce(0) { $0 + ($1.offset == best ? 0 : $1.element) }
        for index in first..<width {
            let others = index == best ? rest : 1 + rest - powers[index]
            let odds = Double(values[index]) - largest - Double.log(others)
            if odds.isNaN { hasNaN = true }
            scores.append(Float(odds))
        }
    }

    /// One output for each target is of two classes, several are labels.
    private mutating func addMarks(
        _ outputs: Tensor, _ targets: Targets, _ width: Int, threshold: Float, rows count: Int
    ) {
        form = width > 1 ? .labels : .classes
        self.width = max(2, width)
        scoreWidth = width
        let positions = max(1, targets.count / max(count, 1))
        rows += (0..<targets.count).map { Int32(rowCount + $0 / positions) }
        if form == .labels { self.width = width }
        actual += targets.numbers().map { $0 > 0.5 ? 1 : 0 }
        for value in outputs.scalars {
            if value.isNaN { hasNaN = true }
            given.append(value.isNaN ? -1 : value > threshold ? 1 : 0)
        }
        if hasScores { scores += outputs.scalars }
    }
}
