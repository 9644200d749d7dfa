internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// What the plainest of rules reach on some rows that they were made of: a network that learned
/// these rows can do no worse.
enum PlainRule {
    /// The share of rows that lie nearest to their own class's mean, or the squared correlation of
    /// the best single column with one target; nil for other targets.
    static func value(on examples: Examples, score: Score) -> Double? {
        guard examples.count >= 32, examples.positions == 1 else { return nil }
        let inputs = examples.inputs.converted(to: .float32).flattened(from: 1)
        switch (examples.targets, score) {
        case (.classes(let classes), .accuracy): return nearestMean(inputs, classes)
        case (.values(let tensor), .r2) where tensor.count == examples.count:
            return bestColumn(inputs, tensor.reshaped([examples.count, 1]))
        default: return nil
        }
    }

    /// |x − μ|² = |x|² − 2 x·μ + |μ|², of which the first is the same for all means.
    private static func nearestMean(_ inputs: Tensor, _ classes: [Int32]) -> Double? {
        let count = Int(classes.max() ?? 0) + 1
        guard count > 1, count * 4 <= classes.count, classes.allSatisfy({ $0 >= 0 }) else {
            return nil
        }
        let marks = oneHot(
            Tensor(classes.map(Float.init), shape: [classes.count]), classes: count)
        let sizes = marks.sum(axis: 0).reshaped([count, 1])
        let means = matmul(marks, inputs, transposeA: true) / (sizes + 1e-9)
        let squares = (means * means).sum(axis: 1).reshaped([1, count])
        // A class without rows is never the nearest.
        let absent = (sizes.reshaped([1, count]) .< 0.5) * 1e30
        let nearest = (matmul(inputs, means, transposeB: true) * 2 - squares - absent)
            .largestIndices()
        return Double(zip(nearest, classes).count { $0 == $1 }) / Double(classes.count)
    }

    private static func bestColumn(_ inputs: Tensor, _ targets: Tensor) -> Double? {
        let x = inputs - inputs.mean(axis: 0, keepingAxis: true)
        let y = targets - targets.mean(axis: 0, keepingAxis: true)
        let product = matmul(x, y, transposeA: true).doubles
        let sizes = (x * x).sum(axis: 0).doubles
        let size = y.sumOfSquares()
        guard size > 0 else { return nil }
        return zip(product, sizes).map { $1 > 0 ? $0 * $0 / ($1 * size) : 0 }.max()
    }
}
