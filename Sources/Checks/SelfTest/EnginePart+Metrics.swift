internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

extension EnginePart {
    /// E01: score and metrics of arrays made by hand, with ties, NaN, a single class and permuted
    /// rows.
    static let metricCode = EnginePart("metric-code", "metrics are what counting by hand gives") {
        let loss = standIn($0.loss)
        let made = MadeAnswers.all(loss.score)
        for one in made {
            let rows = one.targets.indices
            let half = one.targets.count / 2
            for order in [
                Array(rows), rows.reversed(), rows.map { ($0 + half) % one.targets.count },
            ] {
                if let wrong = one.objection(by: loss, order: order) { return .fails(wrong) }
            }
        }
        let names = Set(made.flatMap { $0.expected.keys }).sorted().joined(separator: ", ")
        return .holds("\(names) of " + made.map(\.words).joined(separator: ", "))
    }

    /// A loss of the same score that leaves no class out.
    private static func standIn(_ loss: any Loss) -> any Loss {
        switch loss.score {
        case .accuracy:
            loss.expectedOutputs == .logits(squashedBy: "softmax") ? CrossEntropy() : MultiMargin()
        case .binaryAccuracy: BinaryCrossEntropyWithLogits()
        case .binaryProbabilityAccuracy: BinaryCrossEntropy()
        case .r2: MeanSquaredError()
        }
    }

    /// E02: loss, score and metrics of parts of unlike sizes, weighted, are those of all rows at
    /// once.
    static let aggregation = EnginePart("aggregation", "batches are weighted by their rows") {
        let objective = $0.objective($0.network())
        let rows = $0.training
        let (parts, whole) = (
            objective.evaluate(rows, batchSize: max(1, rows.count / 2 - 1), metrics: true),
            objective.evaluate(rows, batchSize: rows.count, metrics: true)
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
        // One row that falls on the other side moves a mean over classes by more than the slack.
        if one == all, let name = parts.metricApart(from: whole, tolerance: slack) {
            return .fails("\(name) of all rows is not that of their parts")
        }
        return .holds(
            "parts of \(max(1, rows.count / 2 - 1)) rows come to the loss and metrics of all rows")
    }
}

extension Evaluation {
    /// The first metric that is another one there.
    fileprivate func metricApart(from other: Evaluation, tolerance: Double) -> String? {
        let (own, others) = (metrics?.values ?? [:], other.metrics?.values ?? [:])
        return own.keys.sorted().first { name in
            guard let one = own[name]?.value, let all = others[name]?.value else { return true }
            return abs(one - all) > max(tolerance, 1e-3 * abs(all))
        }
    }
}
