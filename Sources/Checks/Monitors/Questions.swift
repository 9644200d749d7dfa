internal import Networks
internal import Tensors
internal import Training

/// Which targets of some rows answer the same question, as far as a network can tell: those after
/// equal inputs or, where each target is the next input, after equal beginnings.
struct Questions {
    /// Of each target.
    let numbers: [Int]
    let count: Int
    /// Inputs of more numbers are not compared.
    private static let mostNumbers = 8_000_000

    /// Nil where targets stand at positions whose sight nobody knows, or inputs are too large.
    init?(_ examples: Examples, foretold: Bool) {
        guard examples.count > 0, examples.inputs.count <= Self.mostNumbers else { return nil }
        guard foretold || examples.positions == 1 else { return nil }
        let inputs = examples.inputs.converted(to: .float32).scalars
        let width = inputs.count / examples.count
        if foretold {
            (numbers, count) = Self.beginnings(inputs, length: width)
            return
        }
        var known: [ArraySlice<Float>: Int] = [:]
        numbers = (0..<examples.count).map { row in
            let own = inputs[row * width..<(row + 1) * width]
            if let number = known[own] { return number }
            known[own] = known.count
            return known.count - 1
        }
        count = known.count
    }

    /// Whether the target at each position is the input at the next, as far as there is one: then a
    /// network that looks back alone can't see it.
    static func foretells(_ examples: Examples) -> Bool {
        let length = examples.positions
        guard length > 1, examples.inputs.count == examples.targets.count,
            case .classes(let classes) = examples.targets
        else { return false }
        let inputs = examples.inputs.converted(to: .float32).scalars
        return classes.indices.allSatisfy {
            $0 % length == length - 1 || Float(classes[$0]) == inputs[$0 + 1]
        }
    }

    /// A beginning is the one before it, and one token more.
    private static func beginnings(_ tokens: [Float], length: Int) -> ([Int], Int) {
        struct Step: Hashable {
            let before: Int
            let token: Float
        }
        var known: [Step: Int] = [:]
        var current = -1
        let numbers = tokens.indices.map { index in
            let step = Step(before: index % length == 0 ? -1 : current, token: tokens[index])
            current = known[step] ?? known.count
            known[step] = current
            return current
        }
        return (numbers, known.count)
    }
}

/// How often each question has each answer, by weight.
struct Answers {
    /// One answer's share of a question.
    struct Share {
        let label: Int
        let share: Double
    }

    private var weights: [[(label: Int, weight: Double)]]

    init(count: Int) {
        weights = Array(repeating: [], count: count)
    }

    mutating func add(_ label: Int, _ weight: Double, to question: Int) {
        if let index = weights[question].firstIndex(where: { $0.label == label }) {
            weights[question][index].weight += weight
        } else {
            weights[question].append((label, weight))
        }
    }

    /// The sum of what the questions come to, each by its weight.
    func total(_ least: ([Share]) -> Double) -> Double {
        weights.reduce(0) { sum, answers in
            let whole = answers.reduce(0) { $0 + $1.weight }
            guard whole > 0 else { return sum }
            return sum + whole
                * least(answers.map { Share(label: $0.label, share: $0.weight / whole) })
        }
    }
}
