internal import ElementaryFunctions
internal import Networks
internal import Tensors

/// How an untrained network's predictions lie beside equal shares and beside the labels' own.
struct PredictionShares {
    /// The divergence of the mean prediction, in max(ln C, 1) nats: from the nearer of both, the
    /// worst output's where each is two classes of its own.
    let ofMean: Double
    /// The mean divergence of single predictions, in max(ln C, 1) nats.
    let ofRows: Double
    /// The class that is given most on average, and how much.
    let favourite: Int
    let favouriteShare: Double

    /// Nil where the loss takes no outputs for probabilities.
    init?(_ loss: any Loss, _ outputs: Tensor, _ targets: Targets) {
        guard let shares = Self.probabilities(loss, outputs, targets) else { return nil }
        var (worst, sharpest) = (-1.0, -1.0)
        var most = (index: 0, share: 0.0)
        for group in shares {
            guard let first = group.predicted.first, !group.labels.isEmpty else { continue }
            let width = first.count
            let mean = Self.mean(group.predicted, width)
            let labels = Self.mean(group.labels, width)
            let even = [Double](repeating: 1 / Double(width), count: width)
            let divergence = { (p: [Double]) in
                min(Self.divergence(p, even), Self.divergence(p, labels))
            }
            let rows = group.predicted.map(divergence).reduce(0, +) / Double(group.predicted.count)
            let unit = max(Double.log(Double(width)), 1)
            worst = Self.larger(worst, divergence(mean) / unit)
            sharpest = Self.larger(sharpest, rows / unit)
            for (index, share) in mean.enumerated() where share > most.share {
                most = (index, share)
            }
        }
        guard worst.isNaN || worst > -1 else { return nil }
        (ofMean, ofRows) = (worst, sharpest)
        (favourite, favouriteShare) = most
    }

    private static func larger(_ a: Double, _ b: Double) -> Double { b.isNaN ? b : max(a, b) }

    private static func divergence(_ p: [Double], _ q: [Double]) -> Double {
        zip(p, q).reduce(0) { sum, pair in
            pair.0 > 0 ? sum + pair.0 * Double.log(pair.0 / max(pair.1, 1e-12)) : sum + 0 * pair.0
        }
    }

    private static func mean(_ rows: [[Double]], _ width: Int) -> [Double] {
        (0..<width).map { column in
            rows.reduce(0) { $0 + $1[column] } / Double(max(rows.count, 1))
        }
    }

    /// Predicted shares and those of the labels: one group for classes, one for each output that is
    /// two classes of its own.
    private static func probabilities(
        _ loss: any Loss, _ outputs: Tensor, _ targets: Targets
    ) -> [(predicted: [[Double]], labels: [[Double]])]? {
        let values = outputs.doubles
        let width = max(values.count / max(targets.count, 1), 1)
        let squash: (Double) -> Double
        switch loss.expectedOutputs {
        case .logits("softmax") where width > 1, .logProbabilities: squash = { Double.exp($0) }
        case .logits: squash = { 1 / (1 + Double.exp(-$0)) }
        case .probabilities: squash = { $0 }
        case .scores, .values: return nil
        }
        let isSoftmax = loss.expectedOutputs == .logits(squashedBy: "softmax") && width > 1
        let goals = targets.goals(width: width)
        let judged = goals.indices.filter { goals[$0].count == width }
        func row(_ index: Int) -> [Double] {
            let own = values[index * width..<(index + 1) * width]
            let largest = isSoftmax ? own.max() ?? 0 : 0
            let shares = own.map { squash($0 - largest) }
            guard isSoftmax else { return shares }
            let sum = shares.reduce(0, +)
            return shares.map { $0 / sum }
        }
        let ignored = loss.ignoredClass
        let counted = judged.filter { index in
            if case .classes(let classes) = targets { classes[index] != ignored } else { true }
        }
        let predicted = counted.map(row)
        let labels = counted.map { goals[$0] }
        if loss.score == .accuracy { return [(predicted, labels)] }
        return (0..<width).map { column in
            (
                predicted.map { [1 - $0[column], $0[column]] },
                labels.map { [1 - $0[column], $0[column]] }
            )
        }
    }
}
