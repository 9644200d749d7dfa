internal import Experiments
internal import Foundation
internal import Jobs
internal import Tensors

/// How well simple readers, fitted to some rows, tell the answers of others: the five nearest
/// neighbours, and ridge regression.
struct SignalProbe {
    /// What one reader came to.
    struct Reading {
        /// The share of right classes, or the correlation with the values.
        let agreement: Double
        /// What answers in another order would give.
        let chance: Double
        /// How many standard deviations the agreement is from that, over all orders.
        let z: Double
        /// Whether the agreement is the share of right classes, else a correlation of ranks.
        let isShare: Bool
        /// How many questions this is the best answer of.
        var questions = 1

        /// Of a reader that tells nothing.
        static let none = Reading(agreement: 0, chance: 0, z: 0, isShare: false)

        /// "agrees with 0.93 of `rows` (chance 0.1)", or how it ranks them.
        func words(_ rows: String) -> String {
            isShare
                ? "agrees with \(Figure.text(agreement)) of \(rows) (chance "
                    + "\(Figure.text(chance)))"
                : "ranks \(rows) with a correlation of \(Figure.text(agreement)) (chance 0)"
        }
    }

    let readings: [Reading]

    /// Both sets have the same features and kind of answers.
    init(fittedTo training: ProbeRows, judgedOn held: ProbeRows) {
        let (a, b) = Self.standardised(training.features, held.features)
        let near = Neighbours(of: b, among: a, count: 5)
        switch (training.answers, held.answers) {
        case (.classes(let known, let count), .classes(let truth, _)):
            let ridge = RidgeReader(a, Self.marks(known, count), count)
            readings = [
                Self.classes(near.votes(known, classes: count), truth, count),
                Self.classes(ridge.classes(of: b), truth, count),
                Self.ranked(ridge.scores(of: b), truth, count),
                Self.ranked(
                    Neighbours(of: b, among: a, count: 15).shares(known, classes: count), truth,
                    count),
            ]
        case (.values(let known), .values(let truth)):
            let ridge = RidgeReader(a, known.map { Float($0) }, 1)
            readings = [
                Self.values(near.means(known), truth),
                Self.values(ridge.scores(of: b).map(Double.init), truth),
            ]
        default: readings = []
        }
    }

    /// The reader that stands out of chance the most.
    var best: Reading? { readings.max { $0.z < $1.z } }

    /// Whether one stands out at a level, all readers and their questions counted.
    func findsSignal(level: Double = Significance.level) -> Bool {
        readings.contains {
            Chance.above($0.z) * Double(readings.count * $0.questions) < level
        }
    }

    /// Training features at mean 0 and deviation 1, the others by the same figures.
    static func standardised(_ first: Tensor, _ second: Tensor) -> (Tensor, Tensor) {
        let width = first.shape[1]
        var sums = ColumnSums(columns: width, width: width)
        let values = first.scalars
        values.withUnsafeBufferPointer { sums.add($0) }
        let columns = sums.columns()
        func scaled(_ tensor: Tensor) -> Tensor {
            var values = tensor.scalars
            for index in values.indices {
                let column = columns[index % width]
                let value =
                    column.isConstant || !values[index].isFinite
                    ? 0 : (Double(values[index]) - column.mean) / max(column.deviation, 1e-12)
                values[index] = Float(max(-20, min(20, value)))
            }
            return Tensor(values, shape: tensor.shape)
        }
        return (scaled(first), scaled(second))
    }

    private static func marks(_ labels: [Int], _ count: Int) -> [Float] {
        var marks = [Float](repeating: 0, count: labels.count * count)
        for (row, label) in labels.enumerated() { marks[row * count + label] = 1 }
        return marks
    }

    /// Mean and variance over all orders of the truth (Hoeffding, Annals of Mathematical
    /// Statistics 22, 1951).
    private static func classes(_ told: [Int], _ truth: [Int], _ count: Int) -> Reading {
        let n = Double(truth.count)
        var (a, b) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        for label in told { a[label] += 1 }
        for label in truth { b[label] += 1 }
        let hits = Double(zip(told, truth).count { $0 == $1 })
        let mean = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / n
        var variance = 0.0
        for c in 0..<count where a[c] > 0 {
            for d in 0..<count where b[d] > 0 {
                let excess = (c == d ? 1 : 0) - b[c] / n - a[d] / n + mean / n
                variance += a[c] * b[d] * excess * excess
            }
        }
        variance /= max(1, n - 1)
        let z = variance > 0 ? (hits - mean) / variance.squareRoot() : 0
        return Reading(agreement: hits / n, chance: mean / n, z: z, isShare: true)
    }

    /// The class whose scores rank its rows before others best: of use where one class is rare, so
    /// that no reader ever names it.
    private static func ranked(_ scores: [Float], _ truth: [Int], _ count: Int) -> Reading {
        let classes = Set(truth).sorted().prefix(20)
        let found = classes.map { label in
            values(
                truth.indices.map { Double(scores[$0 * count + label]) },
                truth.map { $0 == label ? 1 : 0 })
        }
        var best = found.max { $0.z < $1.z } ?? Reading.none
        best.questions = max(1, classes.count)
        return best
    }

    private static func values(_ told: [Double], _ truth: [Double]) -> Reading {
        // Ranks, so that no single far value decides.
        let correlation = Statistics.spearman(told, truth)
        guard correlation.isFinite else { return Reading.none }
        return Reading(
            agreement: correlation, chance: 0,
            z: correlation * Double(truth.count - 1).squareRoot(), isShare: false)
    }
}
