internal import Foundation
internal import Tensors

/// A small classifier that is to tell validation rows from training rows: where it can, the two
/// come from different sources.
struct DomainClassifier {
    /// The area under the ROC curve on rows that it was not fitted to.
    let area: Double
    /// The lower end of its interval at the checks' level (Hanley and McNeil, Radiology 143, 1982).
    let lower: Double

    static let advice =
        "Compare where the two sets come from and what was done to each: filters, encodings, "
        + "order; split at random unless time or groups forbid it."

    init?(_ data: CheckedData) {
        let key = data.key("projection")
        let sets = [data.training, data.validation].compactMap {
            data.features(data.randomRows(600, of: $0), of: $0, key: key)
        }
        guard sets.count == 2 else { return nil }
        self.init(sets[0], sets[1])
    }

    /// Nil where there are too few rows, or different features.
    init?(_ training: Tensor, _ validation: Tensor) {
        let count = min(training.shape[0], validation.shape[0])
        guard count >= 60, training.shape[1] == validation.shape[1] else { return nil }
        let half = count / 2
        let first = concatenated(
            [training.rows(0..<half), validation.rows(0..<half)], axis: 0)
        let second = concatenated(
            [training.rows(half..<2 * half), validation.rows(half..<2 * half)], axis: 0)
        let marks = (0..<2 * half).map { $0 < half ? 0 : 1 }
        let (fitted, judged) = SignalProbe.standardised(first, second)
        let line = RidgeReader(fitted, marks.map { Float($0) }, 1).scores(of: judged)
        let near = Neighbours(of: judged, among: fitted, count: 15).means(marks.map(Double.init))
        let areas = [line.map(Double.init), near].map { Self.area($0, marks) }
        area = areas.max() ?? 0.5
        let n = Double(half)
        let (q1, q2) = (area / (2 - area), 2 * area * area / (1 + area))
        let variance =
            (area * (1 - area) + (n - 1) * (q1 - area * area) + (n - 1) * (q2 - area * area))
            / (n * n)
        // The better of two is taken.
        lower = area - Chance.quantile(twoSided: Significance.level) * max(variance, 0).squareRoot()
    }

    /// The share of pairs in which the validation row has the higher score, ties counted half.
    private static func area(_ scores: [Double], _ marks: [Int]) -> Double {
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var (rankSum, start) = (0.0, 0)
        while start < order.count {
            var end = start
            while end + 1 < order.count, scores[order[end + 1]] == scores[order[start]] { end += 1 }
            let rank = Double(start + end) / 2 + 1
            for index in start...end where marks[order[index]] == 1 { rankSum += rank }
            start = end + 1
        }
        let positives = Double(marks.count { $0 == 1 })
        let negatives = Double(marks.count) - positives
        return (rankSum - positives * (positives + 1) / 2) / (positives * negatives)
    }
}

extension Tensor {
    fileprivate func rows(_ range: Range<Int>) -> Tensor { gatheringRows(Array(range)) }
}
