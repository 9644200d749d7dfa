internal import ElementaryFunctions
internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// What a loss shows itself to be on outputs made by hand.
struct LossForm {
    enum Flaw: Equatable {
        case probabilities
        case clipped
        case wrong(logits: String, found: Double, expected: Double)
        case ofTargetAlone
        case overRows

        var sentence: String {
            switch self {
            case .probabilities: "probabilities are given to a loss of logits"
            case .clipped: "the loss is clipped, and with it its gradients"
            case .ofTargetAlone:
                "the loss looks at the target's output alone: a wrong class at logit 50 costs "
                    + "nothing"
            case .overRows: "the softmax of the loss is taken over the rows of a batch"
            case .wrong(let logits, let found, let expected):
                "the loss of \(logits) is \(Figure.text(found)), not \(Figure.text(expected))"
            }
        }

        var advice: String {
            switch self {
            case .probabilities:
                "Take the softmax or sigmoid out: the loss has its own; or take a loss of "
                    + "probabilities."
            case .clipped:
                "Leave the loss as it is and clip the gradients: `gradients.clip(toNorm:)`."
            case .ofTargetAlone:
                "Let the classes compete: cross-entropy takes the softmax over all of them."
            case .overRows: "Take the softmax along the last axis, over the classes of each row."
            case .wrong:
                "Compute the loss from logits with log-softmax, which neither overflows nor "
                    + "takes the logarithm of 0; look for clipping."
            }
        }
    }

    /// A row of logits, and the class or the 0 or 1 that it is judged by.
    private struct Case {
        let words: String
        let logits: [Double]
        let target: Int
    }

    private let cases: [Case]
    private let found: [Double]
    /// How many classes the outputs have, where targets are classes of whole rows; else 0.
    let classes: Int
    /// One logit for a target of 0 or 1.
    let isBinary: Bool
    private let loss: any Loss

    init(_ loss: any Loss, outputs: Tensor, _ batch: Examples) {
        self.loss = loss
        let width = outputs.shape.last ?? 0
        var classes = 0
        var isBinary = false
        switch batch.targets {
        case .classes(let labels) where labels.count == outputs.shape[0] && outputs.rank == 2:
            classes = width > 1 ? width : 0
            isBinary = width == 1
        case .values(let values) where width == 1 && outputs.rank == 2:
            isBinary = values.scalars.allSatisfy { $0 == 0 || $0 == 1 }
        default: break
        }
        self.classes = classes
        self.isBinary = isBinary
        cases = classes > 0 ? Self.cases(classes, loss.ignoredClass) : isBinary ? Self.pairs : []
        let isOfClasses = if case .classes = batch.targets { true } else { false }
        found = cases.map { one in
            let target: Networks.Targets =
                isOfClasses
                ? .classes([Int32(one.target)])
                : .values(Tensor([Float(one.target)], shape: [1, 1]))
            let logits = Tensor(one.logits, shape: [1, one.logits.count], type: .float32)
            return loss(logits, target).item()
        }
    }

    private static func cases(_ width: Int, _ ignored: Int32?) -> [Case] {
        let target = ignored == 0 ? 1 : 0
        func row(_ own: Double, _ other: Double) -> [Double] {
            (0..<width).map { $0 == target ? own : $0 == (target + 1) % width ? other : 0 }
        }
        return [
            Case(
                words: "mixed logits", logits: (0..<width).map { Double.sin(Double($0 + 1)) },
                target: target),
            Case(words: "equal logits", logits: row(0, 0), target: target),
            Case(words: "a perfect prediction (logit 50)", logits: row(50, 0), target: target),
            Case(words: "another class at logit 50", logits: row(0, 50), target: target),
            Case(
                words: "logits of -50 and 50 for the wrong class", logits: row(-50, 50),
                target: target),
        ]
    }

    private static let pairs = [
        Case(words: "a logit of 0.8 for a 1", logits: [0.8], target: 1),
        Case(words: "a logit of 0 for a 0", logits: [0], target: 0),
        Case(words: "a logit of 50 for a 1", logits: [50], target: 1),
        Case(words: "a logit of 50 for a 0", logits: [50], target: 0),
        Case(words: "a logit of -50 for a 1", logits: [-50], target: 1),
    ]

    /// −log of the target's share in the softmax, or of the sigmoid.
    private static func closed(_ one: Case, squashed: Bool = false) -> Double {
        var logits = one.logits
        if logits.count == 1 {
            let z = squashed ? 1 / (1 + Double.exp(-logits[0])) : logits[0]
            return one.target == 1
                ? Double.log1p(Double.exp(-abs(z))) + max(-z, 0)
                : Double.log1p(Double.exp(-abs(z))) + max(z, 0)
        }
        func logSum(_ z: [Double]) -> Double {
            let top = z.max() ?? 0
            return top + Double.log(z.reduce(0) { $0 + Double.exp($1 - top) })
        }
        if squashed {
            let sum = logSum(logits)
            logits = logits.map { Double.exp($0 - sum) }
        }
        return logSum(logits) - logits[one.target]
    }

    /// Whether the loss has the closed form where outputs are moderate: the first two cases.
    private func agrees(squashed: Bool) -> Bool {
        !cases.isEmpty
            && zip(cases, found).prefix(2).allSatisfy {
                $1.isNear(Self.closed($0, squashed: squashed))
            }
    }

    var isCrossEntropy: Bool { agrees(squashed: false) }

    /// Whether it takes logits, of classes or of 0 and 1.
    func isFed(_ kind: KeyPath<LossForm, Int>) -> Bool { isCrossEntropy && self[keyPath: kind] > 1 }
    func isFed(_ kind: KeyPath<LossForm, Bool>) -> Bool { isCrossEntropy && self[keyPath: kind] }

    var words: String { isCrossEntropy ? ", a cross-entropy that is right up to 50" : "" }

    /// What is wrong with the loss by itself; nil where nothing is, or it is none that is known.
    func flaw(within tolerance: Double) -> Flaw? {
        for (one, value) in zip(cases, found) where !value.isFinite {
            return .wrong(logits: one.words, found: value, expected: Self.closed(one))
        }
        if isCrossEntropy {
            for (one, value) in zip(cases, found) {
                let expected = Self.closed(one)
                if abs(value - expected) <= tolerance * max(1, expected) { continue }
                return .wrong(logits: one.words, found: value, expected: expected)
            }
        } else if agrees(squashed: true) {
            return .probabilities
        } else if isOverRows {
            return .overRows
        } else if looksAtTargetAlone {
            return .ofTargetAlone
        }
        return nil
    }

    /// Whether a class at logit 50 costs nothing where the target's is at 0, though the loss is not
    /// the plain −z of log-probabilities, which falls below 0.
    private var looksAtTargetAlone: Bool {
        guard classes > 1 else { return false }
        return found[3].isNear(found[1], tolerance: 1e-6) && found[1] > 0 && found[2] >= 0
            && found[2] < found[1]
    }

    /// Whether the loss of three rows is −log of each target's share in its column.
    private var isOverRows: Bool {
        guard classes > 1 else { return false }
        let logits = (0..<3 * classes).map { Double.sin(Double($0 + 1)) }
        let labels = [0, 1, 0]
        let loss = loss(
            Tensor(logits, shape: [3, classes], type: .float32), .classes(labels.map(Int32.init))
        ).item()
        let each = labels.enumerated().map { row, label in
            let column = (0..<3).map { Double.exp(logits[$0 * classes + label]) }
            return -Double.log(column[row] / column.reduce(0, +))
        }
        return loss.isNear(each.reduce(0, +) / 3)
    }

    /// The loss of the softmax of a step's outputs; nil where that makes no sense.
    func ofProbabilities(_ step: StepReplay.Step, of loud: LoudState) -> Double? {
        guard isCrossEntropy else { return nil }
        let outputs = loud.outputs(of: step)
        return loss(classes > 0 ? outputs.softmax() : outputs.sigmoid(), step.batch.targets).item()
    }
}

extension Tensor {
    /// Whether every row is 0 or more and sums to 1.
    var areDistributions: Bool {
        scalars.allSatisfy { $0 >= 0 }
            && sum(axis: -1).scalars.allSatisfy { Swift.abs($0 - 1) <= 1e-4 }
    }

    /// Whether every value is in 0 ... 1.
    var areProbabilities: Bool { scalars.allSatisfy { (0...1).contains($0) } }
}
