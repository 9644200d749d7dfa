public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// M09: a change of one row of the input changes that row of the output, not others as well.
///
/// A reshape where axes should have been permuted keeps every shape and mixes the rows: a change
/// then reaches other rows about as strongly as its own. A weaker coupling is batch-independence's.
public struct Axes: StepCheck {
    public static let name = "axes"
    public static let verifies = "no reshape mixes the rows of a batch"
    public var expected: String { "a changed input row changes its own output row alone" }
    public static let tier = 0

    @Threshold(.positive, "another row's change fails beyond this share of the own row's")
    public var failAbove = 0.3

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        // An odd number of rows, which no other axis is likely to have.
        let count = min(7, training.training.count / 2)
        guard count > 1 else { return finding(.skipped, "there are too few rows to compare") }
        let step = training.freshStep()
        let all = training.rows(2 * count)
        let plain = step.outputsAlone(all.rows(Array(0..<count)).inputs)
        guard plain.shape.first == count else {
            return finding(
                .failed,
                "\(count) rows go in and outputs of shape \(plain.shape) come out",
                advice: "The first axis counts the rows: keep it in every reshape.")
        }
        var reached: (row: Int, others: [Int], share: Double) = (0, [], 0)
        var isDead = true
        for row in 0..<count {
            // The row of another example in its place: it suits ids as well as numbers.
            let rows = (0..<count).map { $0 == row ? count + row : $0 }
            let changes = plain.rowDistances(to: step.outputsAlone(all.rows(rows).inputs))
            isDead = isDead && changes.allSatisfy { $0 == 0 }
            let share = changes.enumerated().filter { $0.offset != row }.map(\.element).max() ?? 0
            let others = changes.indices.filter {
                $0 != row && changes[$0] > failAbove * changes[row]
            }
            if !others.isEmpty, others.count >= reached.others.count {
                reached = (row, others, share / max(changes[row], .leastNormalMagnitude))
            }
        }
        if isDead {
            return finding(.skipped, "the untrained network puts out the same for every row")
        }
        let measurements = [
            Measurement(
                name: "another row's change", value: min(reached.share, 1e9),
                expected: "≤ \(Figure.text(failAbove))", unit: "× the own row's")
        ]
        if reached.others.isEmpty {
            return finding(
                .passed, "each of \(count) changed rows changes its own outputs",
                measurements: measurements)
        }
        return finding(
            .failed,
            "a change of row \(reached.row) changes the outputs of the rows "
                + reached.others.map(String.init).joined(separator: ", ")
                + ": a reshape stands where axes are to be permuted",
            advice: "`reshaped` keeps the order in memory and gives the axes new lengths; to put "
                + "axes in another order take `permuted` or `transposed`.",
            measurements: measurements)
    }
}

extension Tensor {
    /// How far each row is from that of another tensor of the same shape, as a norm.
    func rowDistances(to other: Tensor) -> [Double] {
        let rows = shape.first ?? 1
        let width = count / Swift.max(rows, 1)
        let (a, b) = (scalars, other.scalars)
        return (0..<rows).map { row in
            (row * width..<(row + 1) * width).reduce(0.0) {
                $0 + Double(a[$1] - b[$1]) * Double(a[$1] - b[$1])
            }.squareRoot()
        }
    }
}
