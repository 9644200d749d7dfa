internal import Datasets
package import Experiments
package import Jobs
internal import Networks
package import Training

/// What an evaluation found of one form of some weights, such as pruned ones, in words and tables.
package struct JudgedForm {
    package let name: String
    package let evaluation: Evaluation
    package let metrics: Metrics
    package let labels: ClassLabels
    package let confusion: Confusion?
    /// What the best answer scores that is the same for every row.
    private let constant: Double

    package init(_ name: String, _ evaluation: Evaluation, of recipe: Recipe) {
        guard let metrics = evaluation.metrics else { fatalError("an evaluation asks all metrics") }
        self.name = name
        self.evaluation = evaluation
        self.metrics = metrics
        labels = ClassLabels(recipe.validationData, areLabels: metrics.form == .labels)
        confusion = Confusion(metrics)
        constant =
            ConstantGuess(recipe.loss, recipe.validation, headShape: recipe.headShape).score
    }

    /// The metrics that have a value or a reason why not, in the order of reports.
    package var names: [String] {
        Metric.kinds.map(\.name).filter {
            metrics.values[$0] != nil || metrics.undefined[$0] != nil
        }
    }

    package func value(_ name: String) -> String {
        metrics.values[name].map { Figure.text($0.value) } ?? "undefined"
    }

    /// Such as `0.9499 to 0.9847`.
    package func interval(_ name: String) -> String {
        metrics.interval(name).map(Self.words) ?? "–"
    }

    private static func words(_ range: ClosedRange<Double>) -> String {
        "\(Figure.text(range.lowerBound)) to \(Figure.text(range.upperBound))"
    }

    /// Such as `360 rows`, or `360 rows, 2160 positions`.
    package var extent: String {
        let rows = "\(metrics.rows) row\(metrics.rows == 1 ? "" : "s")"
        if isByRow { return rows }
        return "\(rows), \(metrics.answers) positions"
    }

    /// Whether each row has one answer, or one for each label.
    private var isByRow: Bool { metrics.form != .classes || metrics.answers == metrics.rows }

    /// What has no value and why, and what a mean leaves out or counts as 0.
    package var notes: [String] {
        var notes = names.compactMap { name in
            metrics.undefined[name].map { "\(name) is undefined: \($0)" }
        }
        if !metrics.absent.isEmpty {
            notes.append(
                "no row has \(labels.list(metrics.absent)): the means leave "
                    + (metrics.absent.count == 1 ? "it out" : "them out"))
        }
        if !metrics.neverGiven.isEmpty {
            notes.append(
                "no answer is \(labels.list(metrics.neverGiven)): "
                    + (metrics.neverGiven.count == 1 ? "its" : "their")
                    + " precision counts as 0")
        }
        let onesided = metrics.classes.filter { $0.actual > 0 && $0.auc == nil }.map(\.index)
        if metrics.form == .labels, metrics.values["auc"] != nil, !onesided.isEmpty {
            notes.append(
                "all rows have \(labels.list(onesided)): the mean of auc leaves "
                    + (onesided.count == 1 ? "it out" : "them out"))
        }
        return notes
    }

    /// Whether the answers are surely better than one answer for all rows, by the score or by the
    /// ranks; nil where no interval tells.
    private var isBetter: Bool? {
        guard let own = metrics.interval(evaluation.score == .r2 ? "r2" : "accuracy") else {
            return nil
        }
        if own.lowerBound > constant { return true }
        return (metrics.interval("auc")?.lowerBound ?? 0) > 0.5
    }

    /// The evaluation as a report shows it: warned where the answers may be no better than one that
    /// is the same for every row.
    package func finding(_ check: String, pictures: [Picture] = []) -> Finding {
        let score = evaluation.score == .r2 ? "r2" : "accuracy"
        let isBetter = isBetter
        let sentence =
            "\(name): \(score) \(value(score)) (95 %: \(interval(score))) on \(extent), the best "
            + "constant answer \(Figure.text(constant))"
        let more = [confusion?.sentence(labels)].compactMap { $0 } + notes
        return Finding(
            check: check, verdict: isBetter == false ? .warned : .passed,
            verifies: "what these weights are worth on the validation rows",
            expected: "surely better than the best answer that is the same for every row",
            measurements: names.compactMap { name in
                metrics.values[name].map {
                    Measurement(
                        name: name, value: $0.value,
                        expected: metrics.interval(name).map { "95 %: \(Self.words($0))" } ?? "")
                }
            },
            evidence: ([sentence] + more).joined(separator: "; "),
            advice: isBetter == false
                ? "Judge more rows, or run `preflight check`: a network that has learned answers "
                    + "better than one that knows the targets alone." : "",
            pictures: [confusion?.picture].compactMap { $0 } + pictures,
            tables: [classTable, confusion?.table(labels)].compactMap { $0 })
    }

    /// Each class's shares with their intervals; of many classes those with the lowest F1.
    package var classTable: Table? {
        let known = metrics.classes.filter { $0.actual > 0 || $0.given > 0 }
        guard metrics.classes.count > 1, !known.isEmpty else { return nil }
        let limit = 15
        let shown =
            known.count <= limit
            ? known
            : Array(
                known.filter { $0.actual > 0 }
                    .sorted { ($0.f1?.value ?? 0, $0.index) < ($1.f1?.value ?? 0, $1.index) }
                    .prefix(limit))
        let (noun, plural) =
            metrics.form == .labels ? ("label", "labels") : ("class", "classes")
        func cell(_ value: Metrics.Value?, spread: Bool = false) -> String {
            guard let value else { return "–" }
            let text = Figure.text((value.value * 1000).rounded() / 1000)
            guard spread else { return text }
            let range = metrics.interval(ofShare: value)
            let ends = [range.lowerBound, range.upperBound].map {
                Figure.text(($0 * 100).rounded() / 100)
            }
            return "\(text) (\(ends[0])–\(ends[1]))"
        }
        return Table(
            name: known.count <= limit
                ? "By \(noun), with intervals of 95 %"
                : "The \(shown.count) of \(known.count) \(plural) with the lowest F1",
            columns: [noun, isByRow ? "rows" : "positions", "recall", "precision", "F1", "AUC"],
            rows: shown.map {
                [
                    labels[$0.index], "\($0.actual)", cell($0.recall, spread: true),
                    cell($0.precision, spread: true), cell($0.f1, spread: true), cell($0.auc),
                ]
            })
    }
}
