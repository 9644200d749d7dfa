public import Networks
public import Tensors

/// Counts predictions batch by batch, so that the whole is judged, not a mean of batches.
public struct ScoreTally {
    public let score: Score
    private var right = 0
    private var judged = 0
    private var fits: [ColumnFit] = []

    public init(_ score: Score) {
        self.score = score
    }

    /// The score of all rows added so far; NaN before the first.
    ///
    /// `r2` is 1 − Σ(y − ŷ)² / Σ(y − ȳ)², averaged over the output's columns; a column of one value
    /// counts 1 where it is met exactly and 0 elsewhere (as in scikit-learn).
    public var value: Double {
        switch score {
        case .accuracy, .binaryAccuracy:
            return Double(right) / Double(judged)
        case .r2:
            return fits.reduce(0) { $0 + $1.r2 } / Double(fits.count)
        }
    }

    /// Adds the rows of one batch. Of equal outputs the first is the prediction; NaN is wrong.
    public mutating func add(outputs: Tensor, targets: Targets) {
        let outputs = outputs.converted(to: .float32)
        switch score {
        case .accuracy: addClasses(outputs, targets)
        case .binaryAccuracy: addBinary(outputs, targets)
        case .r2: addFits(outputs, targets)
        }
    }

    private mutating func addClasses(_ outputs: Tensor, _ targets: Targets) {
        let width = outputs.count / max(targets.count, 1)
        outputs.withUnsafeScalars { outputs in
            switch targets {
            case .classes(let classes):
                for row in classes.indices {
                    let best = largest(outputs, from: row * width, width)
                    right += best == Int(classes[row]) ? 1 : 0
                }
            case .values(let tensor), .probabilities(let tensor):
                tensor.converted(to: .float32).withUnsafeScalars { wanted in
                    for row in 0..<targets.count {
                        let best = largest(outputs, from: row * width, width)
                        right += best == largest(wanted, from: row * width, width) ? 1 : 0
                    }
                }
            }
        }
        judged += targets.count
    }

    private mutating func addBinary(_ outputs: Tensor, _ targets: Targets) {
        let wanted = targets.numbers()
        outputs.withUnsafeScalars { outputs in
            for (output, wanted) in zip(outputs, wanted) {
                right += !output.isNaN && (output > 0) == (wanted > 0.5) ? 1 : 0
            }
        }
        judged += wanted.count
    }

    private mutating func addFits(_ outputs: Tensor, _ targets: Targets) {
        let width = outputs.count / max(targets.count, 1)
        let wanted = targets.numbers()
        if fits.isEmpty { fits = Array(repeating: ColumnFit(), count: width) }
        outputs.withUnsafeScalars { outputs in
            for (place, output) in outputs.enumerated() {
                fits[place % width].add(Double(output), wanted: Double(wanted[place]))
            }
        }
    }
}

/// The position of the largest value of a row, or -1 if one is NaN.
private func largest(_ values: UnsafeBufferPointer<Float>, from start: Int, _ width: Int) -> Int {
    var best = 0
    for place in 1..<max(width, 1) where values[start + place] > values[start + best] {
        best = place
    }
    for place in 0..<width where values[start + place].isNaN { return -1 }
    return best
}

/// Sums of one output column, in one pass and without cancellation.
///
/// Source: B. P. Welford, Technometrics 4, 1962.
private struct ColumnFit {
    var count = 0.0
    var mean = 0.0
    var total = 0.0
    var residual = 0.0

    mutating func add(_ output: Double, wanted: Double) {
        count += 1
        let before = wanted - mean
        mean += before / count
        total += before * (wanted - mean)
        residual += (wanted - output) * (wanted - output)
    }

    var r2: Double {
        if total > 0 { return 1 - residual / total }
        return residual == 0 ? 1 : residual.isNaN ? .nan : 0
    }
}

extension Targets {
    /// The targets as numbers in row-major order.
    fileprivate func numbers() -> [Float] {
        switch self {
        case .classes(let classes): classes.map(Float.init)
        case .values(let tensor), .probabilities(let tensor): tensor.scalars
        }
    }
}
