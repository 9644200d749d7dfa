internal import Networks

extension Answers {
    /// All metrics of what was answered.
    var metrics: Metrics {
        var metrics = Metrics(form: form, rows: answeredRows, answers: answerCount)
        guard !rows.isEmpty else {
            for kind in Metric.kinds where kind.score == (form == .numbers ? "r2" : "accuracy") {
                metrics.undefined[kind.name] = "no row counts"
            }
            return metrics
        }
        if form == .numbers {
            addNumbers(to: &metrics)
        } else {
            addClasses(to: &metrics)
            addAreas(to: &metrics)
        }
        return metrics
    }

    private var answerCount: Int {
        form == .labels ? actual.count : form == .numbers ? wanted.count : rows.count
    }

    /// Rows are in order.
    private var answeredRows: Int {
        rows.indices.count { $0 == 0 || rows[$0] != rows[$0 - 1] }
    }

    /// Tells of each answer which classes it was to be or was: of one class the wanted and the
    /// given, of labels those that are there or were said to be.
    private func visit(
        _ body: (_ row: Int, _ index: Int, _ isActual: Bool, _ isGiven: Bool) -> Void
    ) {
        for answer in rows.indices {
            let row = Int(rows[answer])
            if form == .labels {
                for label in 0..<width {
                    let (wanted, given) = (
                        actual[answer * width + label] == 1, given[answer * width + label] == 1
                    )
                    if wanted || given { body(row, label, wanted, given) }
                }
                continue
            }
            let (wanted, given) = (Int(actual[answer]), Int(given[answer]))
            if (0..<width).contains(wanted) { body(row, wanted, true, wanted == given) }
            if wanted != given, given >= 0 { body(row, given, false, true) }
        }
    }

    private func addClasses(to metrics: inout Metrics) {
        var accuracy = Ratio()
        for index in given.indices {
            let row = Int(rows[form == .labels ? index / width : index])
            accuracy.add(actual[index] == given[index] ? 1 : 0, row: row)
        }
        metrics.values["accuracy"] = accuracy.value
        let none = [Ratio](repeating: Ratio(), count: width)
        var (precision, recall, f1) = (none, none, none)
        visit { row, index, isActual, isGiven in
            let isRight = isActual && isGiven
            if isActual { recall[index].add(isRight ? 1 : 0, row: row) }
            if isGiven { precision[index].add(isRight ? 1 : 0, row: row) }
            f1[index].add(
                isRight ? 2 : 0, of: (isActual ? 1 : 0) + (isGiven ? 1 : 0), row: row)
        }
        metrics.classes = (0..<width).map { index in
            var one = Metrics.OfClass(
                index: index, actual: Int(recall[index].count), given: Int(precision[index].count),
                right: Int(recall[index].hits))
            one.precision = precision[index].value
            one.recall = recall[index].value
            one.f1 = one.actual > 0 ? f1[index].value : nil
            return one
        }
        addMeans(to: &metrics)
        if form == .classes, width <= 1000 { metrics.confusion = confusion }
    }

    private var confusion: [Int] {
        var counts = [Int](repeating: 0, count: width * width)
        for (actual, given) in zip(actual, given) where given >= 0 && actual >= 0 {
            guard Int(actual) < width else { continue }
            counts[Int(actual) * width + Int(given)] += 1
        }
        return counts
    }

    /// The macro means, with the errors that follow from what each row adds to each.
    private func addMeans(to metrics: inout Metrics) {
        let known = metrics.classes.filter { $0.actual > 0 }
        guard !known.isEmpty else {
            for name in ["precision", "recall", "f1"] {
                metrics.undefined[name] = "no row has any of the \(width) labels"
            }
            return
        }
        var (precision, recall, f1) = (RowSquares(), RowSquares(), RowSquares())
        let classes = metrics.classes
        visit { row, index, isActual, isGiven in
            let one = classes[index]
            guard one.actual > 0 else { return }
            let right: Double = isActual && isGiven ? 1 : 0
            if isActual, let value = one.recall {
                recall.add((right - value.value) / Double(one.actual), row: row)
            }
            if isGiven, let value = one.precision {
                precision.add((right - value.value) / Double(one.given), row: row)
            }
            guard let value = one.f1 else { return }
            let count: Double = (isActual ? 1 : 0) + (isGiven ? 1 : 0)
            f1.add(
                (2 * right - value.value * count) / Double(one.actual + one.given), row: row)
        }
        let count = Double(known.count)
        // Of K shares of nₖ answers, equal and independent, the mean scatters as one of this many.
        let support = count * count / known.reduce(0) { $0 + 1 / ($1.recall?.support ?? 1) }
        func mean(_ value: (Metrics.OfClass) -> Double, _ squares: RowSquares) -> Metrics.Value {
            Metrics.Value(
                known.reduce(0) { $0 + value($1) } / count, error: squares.root / count,
                support: support)
        }
        metrics.values["precision"] = mean({ $0.precision?.value ?? 0 }, precision)
        metrics.values["recall"] = mean({ $0.recall?.value ?? 0 }, recall)
        metrics.values["f1"] = mean({ $0.f1?.value ?? 0 }, f1)
    }

    private func addAreas(to metrics: inout Metrics) {
        guard hasScores, !hasNaN else {
            metrics.undefined["auc"] =
                hasNaN
                ? "outputs are NaN" : "there are more than \(Self.scoreLimit) scores to rank"
            return
        }
        var influence = [Double](repeating: 0, count: Int(rows.last ?? -1) + 1)
        var values: [Metrics.Value] = []
        for column in 0..<scoreWidth {
            let index = form == .labels || scoreWidth > 1 ? column : 1
            let ranked = RankedScores(
                count: rows.count, score: { scores[$0 * scoreWidth + column] },
                isPositive: {
                    form == .labels ? actual[$0 * width + column] == 1 : actual[$0] == index
                })
            guard let area = ranked.area else { continue }
            var squares = RowSquares()
            for (answer, part) in ranked.influence.enumerated() {
                influence[Int(rows[answer])] += part
                squares.add(part, row: Int(rows[answer]))
            }
            let (yes, no) = (Double(ranked.positives), Double(ranked.negatives))
            let support = 4 * yes * no / (yes + no)
            values.append(Metrics.Value(area, error: squares.root, support: support))
            metrics.classes[index].auc = values.last
        }
        guard !values.isEmpty else {
            metrics.undefined["auc"] = oneSided(metrics)
            return
        }
        let count = Double(values.count)
        metrics.values["auc"] = Metrics.Value(
            values.reduce(0) { $0 + $1.value } / count,
            error: influence.reduce(0) { $0 + $1 * $1 }.squareRoot() / count,
            support: count * count / values.reduce(0) { $0 + 1 / $1.support })
    }

    private func oneSided(_ metrics: Metrics) -> String {
        if form == .labels { return "each label is the same in all rows" }
        let only = metrics.classes.first { $0.actual > 0 }?.index ?? 0
        return "all \(answerCount) answers that count are of class \(only)"
    }

    private func addNumbers(to metrics: inout Metrics) {
        var columns = [ColumnFit](repeating: ColumnFit(), count: width)
        for (index, output) in outputs.enumerated() {
            columns[index % width].add(Double(output), wanted: Double(wanted[index]))
        }
        var (distance, fits) = (Ratio(), RowSquares())
        for (index, output) in outputs.enumerated() {
            let row = Int(rows[index / width])
            let (goal, fit) = (Double(wanted[index]), columns[index % width])
            let miss = goal - Double(output)
            distance.add(abs(miss), row: row)
            guard fit.total > 0 else { continue }
            let apart = goal - fit.mean
            fits.add((miss * miss - (1 - fit.r2) * apart * apart) / fit.total, row: row)
        }
        metrics.values["mae"] = distance.value
        let r2 = columns.reduce(0) { $0 + $1.r2 } / Double(width)
        metrics.values["r2"] = Metrics.Value(
            r2, error: fits.root / Double(width), support: Double(metrics.rows))
        for name in ["mae", "r2"] where !(metrics.values[name]?.value.isFinite ?? false) {
            metrics.values[name] = nil
            metrics.undefined[name] = "outputs are NaN or infinite"
        }
    }
}
