public import Networks
public import Tensors

/// Counts predictions batch by batch, so that the whole is judged, not a mean of batches.
public struct ScoreTally {
    /// What is counted.
    public let score: Score
    private var right = 0
    private var judged = 0
    private var fits: [ColumnFit] = []

    /// Rows of this class count nothing.
    private let ignoredClass: Int32?

    /// Makes an empty tally.
    public init(_ score: Score, ignoredClass: Int32? = nil) {
        self.score = score
        self.ignoredClass = ignoredClass
    }

    /// The score of all rows added so far; NaN before the first.
    ///
    /// `r2` is 1 − Σ(y − ŷ)² / Σ(y − ȳ)², averaged over the output's columns; a column of one value
    /// counts 1 where it is met exactly and 0 elsewhere (as in scikit-learn).
    public var value: Double {
        switch score {
        case .accuracy, .binaryAccuracy, .binaryProbabilityAccuracy:
            return Double(right) / Double(judged)
        case .r2:
            return fits.reduce(0) { $0 + $1.r2 } / Double(fits.count)
        }
    }

    /// All that was counted, for a checkpoint.
    var numbers: [Double] {
        [Double(right), Double(judged)]
            + fits.flatMap { [$0.count, $0.mean, $0.total, $0.residual] }
    }

    /// Takes back what `numbers` were; returns whether they can be those of such a tally.
    mutating func restore(_ numbers: [Double]) -> Bool {
        guard numbers.count >= 2, numbers.count % 4 == 2, let right = Int(exactly: numbers[0]),
            let judged = Int(exactly: numbers[1]), right >= 0, judged >= right
        else { return false }
        self.right = right
        self.judged = judged
        fits = stride(from: 2, to: numbers.count, by: 4).map {
            ColumnFit(
                count: numbers[$0], mean: numbers[$0 + 1], total: numbers[$0 + 2],
                residual: numbers[$0 + 3])
        }
        return true
    }

    /// Adds the rows of one batch. Of equal outputs the first is the prediction; NaN is wrong.
    public mutating func add(outputs: Tensor, targets: Targets) {
        let outputs = outputs.converted(to: .float32)
        switch score {
        case .accuracy: addClasses(outputs, targets)
        case .binaryAccuracy: addBinary(outputs, targets, threshold: 0)
        case .binaryProbabilityAccuracy: addBinary(outputs, targets, threshold: 0.5)
        case .r2: addFits(outputs, targets)
        }
    }

    private mutating func addClasses(_ outputs: Tensor, _ targets: Targets) {
        let width = outputs.count / max(targets.count, 1)
        let classes = targets.classes()
        outputs.withUnsafeScalars { outputs in
            for (row, label) in classes.enumerated() where label != ignoredClass {
                judged += 1
                let values = UnsafeBufferPointer(
                    rebasing: outputs[(row * width)..<((row + 1) * width)])
                right += isLargest(Int(label), of: values) ? 1 : 0
            }
        }
    }

    private mutating func addBinary(
        _ outputs: Tensor, _ targets: Targets, threshold: Float
    ) {
        let wanted = targets.numbers()
        outputs.withUnsafeScalars { outputs in
            for (output, wanted) in zip(outputs, wanted) {
                right += !output.isNaN && (output > threshold) == (wanted > 0.5) ? 1 : 0
            }
        }
        judged += wanted.count
    }

    private mutating func addFits(_ outputs: Tensor, _ targets: Targets) {
        let width = outputs.count / max(targets.count, 1)
        let wanted = targets.numbers()
        if fits.isEmpty { fits = Array(repeating: ColumnFit(), count: width) }
        outputs.withUnsafeScalars { outputs in
            for (index, output) in outputs.enumerated() {
                fits[index % width].add(Double(output), wanted: Double(wanted[index]))
            }
        }
    }
}

/// Whether the value at `index` is larger than those before it and none after it is larger.
/// Without branches: what a network outputs can't be foretold.
private func isLargest(_ index: Int, of values: UnsafeBufferPointer<Float>) -> Bool {
    guard values.indices.contains(index) else { return false }
    let candidate = values[index]
    var beaten = 0
    for other in 0..<index { beaten &+= values[other] < candidate ? 0 : 1 }
    for other in index..<values.count { beaten &+= values[other] <= candidate ? 0 : 1 }
    return beaten == 0
}

/// Sums of one output column, in one pass and without cancellation.
///
/// Source: B. P. Welford, Technometrics 4, 1962.
struct ColumnFit {
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
    /// The class of each row; of a distribution the likeliest.
    func classes() -> [Int32] {
        switch self {
        case .classes(let classes): classes
        case .values(let tensor), .probabilities(let tensor): tensor.largestIndices()
        }
    }

    /// The targets as numbers in row-major order.
    func numbers() -> [Float] {
        switch self {
        case .classes(let classes): classes.map(Float.init)
        case .values(let tensor), .probabilities(let tensor): tensor.scalars
        }
    }
}
