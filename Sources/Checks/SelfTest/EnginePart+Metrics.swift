internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

extension EnginePart {
    /// E01: scores of arrays made by hand, with ties, NaN, a single class and permuted rows.
    static let metricCode = EnginePart("metric-code", "the score is what counting by hand gives") {
        let score = $0.loss.score
        let made = arrays(score)
        var seen: [String] = []
        for (words, outputs, targets, wanted) in made {
            let width = outputs.count / targets.count
            let orders = [
                Array(targets.indices), targets.indices.reversed(),
                targets.indices.map { ($0 + targets.count / 2) % targets.count },
            ]
            for order in orders {
                let found = value(
                    score, order.flatMap { Array(outputs[$0 * width..<($0 + 1) * width]) },
                    order.map { targets[$0] })
                if !(abs(found - wanted) < 1e-6) {
                    return .fails(
                        "\(score.rawValue) of \(words) is \(Figure.text(found)), by hand "
                            + Figure.text(wanted))
                }
            }
            seen.append(words)
        }
        return .holds("\(score.rawValue) of " + seen.joined(separator: ", "))
    }

    /// E02: loss and score of parts of unlike sizes, weighted, are those of all rows at once.
    static let aggregation = EnginePart("aggregation", "batches are weighted by their rows") {
        let objective = $0.objective($0.network())
        let rows = $0.training
        let (parts, whole) = (
            objective.evaluate(rows, batchSize: max(1, rows.count / 2 - 1)),
            objective.evaluate(rows, batchSize: rows.count)
        )
        guard whole.loss.isFinite, parts.loss.isFinite else {
            return .idle("the loss is not finite")
        }
        let (one, all) = (parts.value ?? 0, whole.value ?? 0)
        guard parts.loss.isNear(whole.loss, tolerance: 1e-3) else {
            return .fails(
                "the loss of all rows is \(Figure.text(whole.loss)), that of their parts "
                    + Figure.text(parts.loss))
        }
        // A row whose two best outputs are all but equal may fall on either side.
        let slack = 1.5 / Double(max(rows.count, 1))
        if one.isFinite, all.isFinite, abs(one - all) > max(slack, 1e-3 * abs(all)) {
            return .fails("the score of all rows is \(all), that of their parts \(one)")
        }
        return .holds("parts of \(max(1, rows.count / 2 - 1)) rows come to the loss of all rows")
    }

    private typealias Made = (String, outputs: [Double], targets: [Double], score: Double)

    private static func arrays(_ score: Score) -> [Made] {
        switch score {
        case .accuracy:
            return [
                ("three classes", [2, 1, 0, 0, 3, 1, 1, 0, 4, 5, 1, 1], [0, 1, 2, 1], 0.75),
                ("ties, which go to the first", [1, 1, 0, 0, 2, 2, 3, 3, 3], [0, 2, 0], 2 / 3.0),
                ("NaN, which is wrong", [.nan, 0, 0, 1], [1, 1], 0.5),
                ("one class", [1, 0, 0, 1, 1, 0], [0, 0, 0], 2 / 3.0),
            ]
        case .binaryAccuracy:
            return [
                ("logits", [2, -1, 0.5, -3], [1, 0, 0, 1], 0.5),
                ("logits of 0, which say no", [0, 0, 1], [0, 1, 1], 2 / 3.0),
                ("one class", [1, -1], [1, 1], 0.5),
            ]
        case .binaryProbabilityAccuracy:
            return [
                ("probabilities", [0.9, 0.2, 0.6, 0.1], [1, 0, 0, 1], 0.5),
                ("a half, which says no", [0.5, 0.5, 0.7], [0, 1, 1], 2 / 3.0),
                ("one class", [0.8, 0.3], [1, 1], 0.5),
            ]
        case .r2:
            return [
                ("three numbers", [1, 2, 4], [1, 2, 3], 0.5),
                ("the mean", [2, 2, 2], [1, 2, 3], 0), ("a constant, met", [4, 4], [4, 4], 1),
                ("a constant, missed", [4, 5], [4, 4], 0),
            ]
        }
    }

    private static func value(_ score: Score, _ outputs: [Double], _ targets: [Double]) -> Double {
        var tally = ScoreTally(score)
        let width = outputs.count / targets.count
        let wanted: Networks.Targets =
            score == .accuracy
            ? .classes(targets.map { Int32($0) })
            : .values(Tensor(targets, shape: [targets.count, 1], type: .float32))
        tally.add(
            outputs: Tensor(outputs, shape: [targets.count, width], type: .float32),
            targets: wanted)
        return tally.value
    }
}
