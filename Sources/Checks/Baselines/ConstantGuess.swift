internal import ElementaryFunctions
internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// What outputs can reach that are the same whatever the input: at each position of a row its own.
struct ConstantGuess {
    /// The score that the best such outputs have, by the loss's own score.
    let score: Double
    /// The smallest loss that such outputs have, of those that are tried.
    let loss: Double
    /// The outputs of one row that have it.
    private let row: [Float]
    private let rowShape: [Int]

    /// Finds the best guess for some rows.
    ///
    /// - Parameter headShape: the shape of what the network puts out for one row.
    init(_ loss: any Loss, _ rows: Examples, headShape: [Int]) {
        rowShape = headShape
        let goals = Goals(rows, width: headShape.reduce(1, *), ignoring: loss.ignoredClass)
        score = goals.guessedScore(loss.score)
        var best: (loss: Double, row: [Float]) = (.infinity, goals.means)
        for candidate in goals.candidates(for: loss.expectedOutputs, loss.score) {
            let outputs = Self.outputs(candidate, headShape, count: rows.count)
            let value = loss(outputs, rows.targets).item()
            if value < best.loss { best = (value, candidate) }
        }
        self.loss = best.loss
        row = best.row
    }

    /// The guess for so many rows.
    func outputs(count: Int) -> Tensor { Self.outputs(row, rowShape, count: count) }

    private static func outputs(_ row: [Float], _ shape: [Int], count: Int) -> Tensor {
        Tensor([[Float]](repeating: row, count: count).flatMap { $0 }, shape: [count] + shape)
    }
}

/// The targets of some rows as the outputs that would meet them, by column of a row's outputs.
private struct Goals {
    /// How many outputs belong to one target.
    let width: Int
    /// By column: the values that count.
    let columns: [[Float]]

    init(_ rows: Examples, width all: Int, ignoring ignored: Int32?) {
        switch rows.targets {
        case .classes(let classes):
            let positions = max(rows.positions, 1)
            let width = max(all / positions, 1)
            var columns = [[Float]](repeating: [], count: positions * width)
            for (index, label) in classes.enumerated() where label != ignored {
                for output in 0..<width {
                    let goal = width == 1 ? Float(label) : output == Int(label) ? 1 : 0
                    columns[index % positions * width + output].append(goal)
                }
            }
            self.width = width
            self.columns = columns
        case .values(let tensor), .probabilities(let tensor):
            let values = tensor.scalars
            let size = max(values.count / max(rows.count, 1), 1)
            columns = (0..<size).map { column in
                stride(from: column, to: values.count, by: size).map { values[$0] }
            }
            width = size
        }
    }

    var means: [Float] {
        columns.map {
            $0.isEmpty ? 0 : Float($0.reduce(0.0) { $0 + Double($1) } / Double($0.count))
        }
    }

    private var medians: [Float] { columns.map { Float(Statistics.median($0.map(Double.init))) } }

    /// The share of the largest class at each position, or of the likelier side in each column; an
    /// R² of 0.
    func guessedScore(_ score: Score) -> Double {
        switch score {
        case .r2: return 0
        case .accuracy where width > 1:
            let starts = stride(from: 0, to: columns.count, by: width)
            let counts = starts.map { Double(columns[$0].count) }
            let means = means
            let right = zip(starts, counts).reduce(0.0) { sum, position in
                sum + position.1 * Double(means[position.0..<position.0 + width].max() ?? 0)
            }
            return right / max(counts.reduce(0, +), 1)
        case .accuracy: return 1
        case .binaryAccuracy, .binaryProbabilityAccuracy:
            let right = columns.reduce(0.0) { sum, column in
                let above = column.count { $0 > 0.5 }
                return sum + Double(max(above, column.count - above))
            }
            return right / Double(max(columns.reduce(0) { $0 + $1.count }, 1))
        }
    }

    private static func logarithm(_ x: Float) -> Float { Float(Double.log(Double(x))) }

    func candidates(for outputs: ExpectedOutputs, _ score: Score) -> [[Float]] {
        let means = means
        let logits = means.map { Self.logarithm(($0 + 1e-6) / (1 - $0 + 1e-6)) }
        let logs = means.map { Self.logarithm($0 + 1e-6) }
        switch outputs {
        case .logits: return [score == .accuracy ? logs : logits]
        case .logProbabilities: return [logs]
        case .probabilities: return [means]
        case .values: return [means, medians]
        case .scores:
            return [0, 0.5, 1, 2].map { size in
                means.map { score == .accuracy ? size * $0 : $0 > 0.5 ? size : -size }
            } + [means.indices.map { means[$0] == means.max() ? 1 : 0 }]
        }
    }
}
