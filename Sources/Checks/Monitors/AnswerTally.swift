internal import ElementaryFunctions
internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// Counts what a network answered to some rows.
struct AnswerTally {
    private(set) var answers = Glance.Answers()

    init(_ outputs: Tensor, _ targets: Targets, score: Score, ignoredClass: Int32?) {
        let width = max(1, outputs.count / max(targets.count, 1))
        let vectors = outputs.reshaped([outputs.count / width, width])
        answers.variation = Self.variation(vectors)
        guard score != .r2 else {
            answers.followed = Array(vectors.sliced(axis: 0, 0..<min(8, vectors.shape[0])).scalars)
                .enumerated().filter { $0.offset % width == 0 }.map { Double($0.element) }
            return
        }
        let threshold: Float = score == .binaryProbabilityAccuracy ? 0.5 : 0
        let isBinary = score != .accuracy
        let given =
            isBinary ? outputs.scalars.map { $0 > threshold ? 1 : 0 } : vectors.largestIndices()
        let actual = isBinary ? Self.marks(targets) : Self.classes(targets)
        // Of several labels only those that are there count, each as a class.
        let labels = isBinary && width > 1
        let classes = labels ? width : isBinary ? 2 : width
        var (counts, gifts, hits) = (
            [Int](repeating: 0, count: classes), [Int](repeating: 0, count: classes),
            [Int](repeating: 0, count: classes)
        )
        for (index, (answer, wanted)) in zip(given, actual).enumerated() {
            if !isBinary, wanted == ignoredClass { continue }
            let (gift, own) = labels ? (index % width, index % width) : (Int(answer), Int(wanted))
            guard counts.indices.contains(own), gifts.indices.contains(gift) else { continue }
            if !labels || wanted == 1 { counts[own] += 1 }
            if !labels || answer == 1 { gifts[gift] += 1 }
            if answer == wanted, !labels || wanted == 1 { hits[own] += 1 }
        }
        (answers.actual, answers.given, answers.right) = (counts, gifts, hits)
        answers.followed = given.prefix(64).map(Double.init)
    }

    private static func variation(_ vectors: Tensor) -> Double {
        let rows = vectors.shape[0]
        guard rows > 1 else { return .nan }
        let spans = zip(vectors.max(axes: [0]).doubles, vectors.min(axes: [0]).doubles)
        let widest = spans.map { $0 - $1 }.max() ?? 0
        let size = (vectors.sumOfSquares() / Double(max(vectors.count, 1))).squareRoot()
        return size > 0 ? widest / size : 0
    }

    static func classes(_ targets: Targets) -> [Int32] {
        switch targets {
        case .classes(let classes): classes
        case .values(let tensor), .probabilities(let tensor): tensor.largestIndices()
        }
    }

    static func marks(_ targets: Targets) -> [Int32] {
        switch targets {
        case .classes(let classes): classes
        case .values(let tensor), .probabilities(let tensor):
            tensor.scalars.map { $0 > 0.5 ? 1 : 0 }
        }
    }
}

/// The best answer that is the same for every row.
struct ConstantAnswer {
    let examples: Examples
    let loss: any Loss
    let headShape: [Int]

    init(_ examples: Examples, loss: any Loss, headShape: [Int]) {
        self.examples = examples
        self.loss = loss
        self.headShape = headShape
    }

    /// Its score, and its loss where the loss takes what can be written down.
    var judged: (value: Double, loss: Double?) {
        let width = max(1, examples.count * headShape.reduce(1, *) / max(examples.targets.count, 1))
        guard let shares = shares(width) else { return (0, nil) }
        let value: Double
        switch loss.score {
        case .accuracy: value = shares.max() ?? 0
        case .binaryAccuracy, .binaryProbabilityAccuracy:
            value = Statistics.mean(shares.map { max($0, 1 - $0) })
        case .r2: value = 0
        }
        return (value, self.loss(of: shares))
    }

    /// The classes' shares, or each output's mean target.
    private func shares(_ width: Int) -> [Double]? {
        switch (examples.targets, loss.score) {
        case (.classes(let classes), .accuracy):
            let counted = classes.filter {
                $0 != loss.ignoredClass && (0..<Int32(width)).contains($0)
            }
            guard !counted.isEmpty else { return nil }
            var counts = [Double](repeating: 0, count: width)
            for label in counted { counts[Int(label)] += 1 }
            return counts.map { $0 / Double(counted.count) }
        case (.classes(let classes), _):
            return [Statistics.mean(classes.map(Double.init))]
        case (.values(let tensor), _), (.probabilities(let tensor), _):
            let width = max(1, tensor.count / max(tensor.shape.first ?? 1, 1))
            return tensor.reshaped([tensor.count / width, width]).mean(axis: 0).doubles
        }
    }

    private func loss(of shares: [Double]) -> Double? {
        let outputs: [Double]
        switch loss.expectedOutputs {
        case .logits("softmax"), .logProbabilities:
            outputs = shares.map { Double.log(max($0, 1e-9)) }
        case .logits:
            outputs = shares.map { Double.log(max($0, 1e-6)) - Double.log(max(1 - $0, 1e-6)) }
        case .probabilities: outputs = shares.map { min(max($0, 1e-6), 1 - 1e-6) }
        case .values: outputs = shares
        case .scores: return nil
        }
        let total = headShape.reduce(1, *)
        guard total % outputs.count == 0 else { return nil }
        let times = examples.count * total / outputs.count
        let all = Array(repeatElement(outputs, count: times).joined())
        let tensor = Tensor(all, shape: [examples.count] + headShape, type: .float32)
        let judged = loss.judgedCount(examples.targets)
        guard judged > 0 else { return nil }
        let value = loss(tensor, examples.targets).item()
        return loss.reduction == .mean ? value : value / Double(judged)
    }
}
