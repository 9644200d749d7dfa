internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// Each judged row's share in the score: 1 or 0 for right or wrong, the mean over several labels;
/// for numbers 1 − (y − ŷ)² / Var(y), the mean over the columns, whose mean over the rows is R².
struct RowScores {
    let values: [Double]

    var mean: Double { Statistics.mean(values) }

    /// Of what a network put out.
    init(_ recipe: Recipe, _ outputs: Tensor, _ targets: Targets) {
        let width = max(outputs.count / max(targets.count, 1), 1)
        let own = outputs.doubles
        self.init(
            recipe, rows: (0..<targets.count).map { Array(own[$0 * width..<($0 + 1) * width]) },
            targets, threshold: recipe.loss.score == .binaryAccuracy ? 0 : 0.5)
    }

    /// Of shares or numbers that a probe put out.
    init(_ recipe: Recipe, probed rows: [[Double]], _ targets: Targets) {
        self.init(recipe, rows: rows, targets, threshold: 0.5)
    }

    private init(_ recipe: Recipe, rows: [[Double]], _ targets: Targets, threshold: Double) {
        let goals = targets.goals(width: rows.first?.count ?? 1)
        var judged = Array(rows.indices)
        if case .classes(let classes) = targets, let ignored = recipe.ignoredClass {
            judged.removeAll { classes[$0] == ignored }
        }
        switch recipe.loss.score {
        case .accuracy:
            values = judged.map { Self.largest(rows[$0]) == Self.largest(goals[$0]) ? 1 : 0 }
        case .binaryAccuracy, .binaryProbabilityAccuracy:
            values = judged.map { row in
                let right = zip(rows[row], goals[row]).count {
                    !$0.isNaN && ($0 > threshold) == ($1 > 0.5)
                }
                return Double(right) / Double(max(rows[row].count, 1))
            }
        case .r2:
            let spread = Self.variances(goals)
            values = judged.map { row in
                let lost = zip(zip(rows[row], goals[row]), spread).reduce(0.0) { sum, pair in
                    let error = pair.0.0 - pair.0.1
                    return sum + (pair.1 > 0 ? error * error / pair.1 : 0)
                }
                return 1 - lost / Double(max(spread.count { $0 > 0 }, 1))
            }
        }
    }

    private static func largest(_ row: [Double]) -> Int {
        if row.contains(where: \.isNaN) { return -1 }
        return row.indices.max { row[$0] < row[$1] || row[$0] == row[$1] && $0 > $1 } ?? 0
    }

    private static func variances(_ goals: [[Double]]) -> [Double] {
        (goals.first ?? []).indices.map { column in
            let mean = goals.reduce(0) { $0 + $1[column] } / Double(goals.count)
            return goals.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) }
                / Double(goals.count)
        }
    }
}

/// How much more one has than another in the same rows: the mean, and what it surely is.
struct PairedGain {
    let mean: Double
    /// The ends of its interval at the checks' level, by the standard error of the differences.
    let low: Double
    let high: Double

    init(_ scores: [Double], over others: [Double]) {
        let differences = zip(scores, others).map { $0 - $1 }
        mean = Statistics.mean(differences)
        let reach =
            Chance.quantile(oneSided: Significance.level) * Statistics.deviation(differences)
            / Double(max(differences.count, 1)).squareRoot()
        (low, high) = (mean - reach, mean + reach)
    }

    /// Nil where there are no such numbers as ``numbers``.
    init?(_ numbers: [Double]) {
        guard numbers.count == 3 else { return nil }
        (mean, low, high) = (numbers[0], numbers[1], numbers[2])
    }

    var numbers: [Double] { [mean, low, high] }
}
