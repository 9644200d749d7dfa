internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// What needs no training: ridge regression and the five nearest neighbours, on standardised rows.
struct PlainProbe {
    /// So many training rows it learns from at most, and so many features ridge takes.
    private static let rows = 2048
    private static let features = 512
    private static let neighbours = 5

    /// Scores of each judged row, by both; the higher on average first.
    let scores: [RowScores]
    let name: String

    /// Nil where rows are ids or have several targets in order, which these can't take.
    init?(_ recipe: Recipe, on training: Examples, judged: Examples) {
        guard !recipe.takesIds, training.positions == 1, recipe.targetShape.isEmpty,
            training.count >= 10
        else { return nil }
        let learned =
            training.count > Self.rows
            ? training.rows((0..<Self.rows).map { $0 * training.count / Self.rows }) : training
        let goals = learned.targets.goals(width: recipe.headWidth)
        let (rows, other) = Self.standardised(learned.inputs, judged.inputs)
        var found: [(String, RowScores)] = []
        let near = Self.neighbourMeans(rows, other, goals)
        found.append(
            ("five nearest neighbours", RowScores(recipe, probed: near, judged.targets)))
        if rows.shape[1] <= Self.features {
            let linear = Ridge(rows, goals).predict(other)
            found.append(("ridge regression", RowScores(recipe, probed: linear, judged.targets)))
        }
        found.sort { $0.1.mean > $1.1.mean }
        scores = found.map(\.1)
        name = found[0].0
    }

    private static func standardised(_ learned: Tensor, _ judged: Tensor) -> (Tensor, Tensor) {
        let rows = learned.flattened()
        let center = rows.mean(axis: 0, keepingAxis: true)
        let spread = ((rows - center) * (rows - center)).mean(axis: 0, keepingAxis: true)
            .scalars.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
        let scale = Tensor(spread, shape: [1, spread.count])
        return ((rows - center) * scale, (judged.flattened() - center) * scale)
    }

    private static func neighbourMeans(
        _ rows: Tensor, _ judged: Tensor, _ goals: [[Double]]
    ) -> [[Double]] {
        let squares = rows.squaredNorms
        let products = matmul(judged, rows, transposeB: true).scalars
        let count = rows.shape[0]
        return (0..<judged.shape[0]).map { row in
            var best: [(distance: Double, index: Int)] = []
            for other in 0..<count {
                let distance = squares[other] - 2 * Double(products[row * count + other])
                if best.count == neighbours, distance >= best[neighbours - 1].distance { continue }
                let position = best.firstIndex { distance < $0.distance } ?? best.count
                best.insert((distance, other), at: position)
                if best.count > neighbours { best.removeLast() }
            }
            return (goals.first ?? []).indices.map { column in
                best.reduce(0) { $0 + goals[$1.index][column] } / Double(max(best.count, 1))
            }
        }
    }
}

/// W = (XᵀX + n/100 · I)⁻¹ XᵀY with a constant column, by Cholesky's factors.
private struct Ridge {
    private let weights: [[Double]]
    private let means: [Double]

    init(_ rows: Tensor, _ goals: [[Double]]) {
        let (count, width) = (rows.shape[0], rows.shape[1])
        let outputs = goals.first?.count ?? 0
        let means = (0..<outputs).map { column in
            goals.reduce(0) { $0 + $1[column] } / Double(max(count, 1))
        }
        let centred = goals.flatMap { goal in
            zip(goal, means).map { Float($0 - $1) }
        }
        self.means = means
        let squares = matmul(rows, rows, transposeA: true).scalars.map(Double.init)
        let products = matmul(rows, Tensor(centred, shape: [count, outputs]), transposeA: true)
            .scalars.map(Double.init)
        var factor = squares
        for index in 0..<width { factor[index * width + index] += 0.01 * Double(count) }
        Self.factorise(&factor, width)
        weights = (0..<outputs).map { output in
            Self.solve(factor, (0..<width).map { products[$0 * outputs + output] })
        }
    }

    func predict(_ rows: Tensor) -> [[Double]] {
        let width = rows.shape[1]
        let flat = (0..<width).flatMap { row in weights.map { Float($0[row]) } }
        let products = matmul(rows, Tensor(flat, shape: [width, weights.count])).scalars
        return (0..<rows.shape[0]).map { row in
            means.indices.map { Double(products[row * means.count + $0]) + means[$0] }
        }
    }

    private static func factorise(_ matrix: inout [Double], _ width: Int) {
        matrix.withUnsafeMutableBufferPointer { matrix in
            for column in 0..<width {
                for row in column..<width {
                    var sum = matrix[row * width + column]
                    for inner in 0..<column {
                        sum -= matrix[row * width + inner] * matrix[column * width + inner]
                    }
                    matrix[row * width + column] =
                        row == column
                        ? max(sum, 1e-12).squareRoot() : sum / matrix[column * width + column]
                }
            }
        }
    }

    private static func solve(_ factor: [Double], _ goal: [Double]) -> [Double] {
        var values = goal
        let width = goal.count
        for row in 0..<width {
            for inner in 0..<row { values[row] -= factor[row * width + inner] * values[inner] }
            values[row] /= factor[row * width + row]
        }
        for row in (0..<width).reversed() {
            for inner in (row + 1)..<max(width, row + 1) {
                values[row] -= factor[inner * width + row] * values[inner]
            }
            values[row] /= factor[row * width + row]
        }
        return values
    }
}
