internal import Jobs

/// The charts of a search.
struct SearchCharts {
    let report: Report
    let search: ReportedRun.Search
    private let ranked: [ReportedTrial]

    /// Learning curves are drawn for this many trials.
    static let curvesShown = 5

    init(_ report: Report, search: ReportedRun.Search) {
        self.report = report
        self.search = search
        ranked = report.trials.filter { $0.rank != nil }
    }

    /// Returns the names of the parameters: the space's order, then those that only trials know.
    static func parameterNames(_ report: Report, search: ReportedRun.Search) -> [String] {
        let space = search.space.map(\.name)
        return space + Set(report.trials.flatMap(\.parameters.keys)).subtracting(space).sorted()
    }

    /// Each trial's metric by index, and the best so far as a staircase; nil where none is ranked.
    var progress: Chart? {
        guard !ranked.isEmpty else { return nil }
        let byIndex = ranked.sorted { $0.index < $1.index }
        var trials = Chart.PointSet(
            name: "trial", form: .scatter, x: byIndex.map { Double($0.index) },
            y: byIndex.map(metric), notes: byIndex.map(note))
        trials.tone = 5
        var stairs: (x: [Double], y: [Double]) = ([], [])
        for leader in report.summary.bestSoFar {
            if let before = stairs.y.last {
                stairs.x.append(Double(leader.trial))
                stairs.y.append(before)
            }
            stairs.x.append(Double(leader.trial))
            stairs.y.append(leader.value)
        }
        let best = Chart.PointSet(name: "best so far", form: .line, x: stairs.x, y: stairs.y)
        var chart = Chart(
            title: "Best \(search.metric) so far", xLabel: "trial", yLabel: search.metric,
            sets: [best, trials])
        chart.hasLogarithmicX = false
        return chart
    }

    /// The metric against each parameter that took more than one value.
    var scatters: [Chart] {
        guard !ranked.isEmpty else { return [] }
        return Self.parameterNames(report, search: search).compactMap(scatter)
    }

    private func scatter(_ name: String) -> Chart? {
        let values = Set(report.trials.compactMap { $0.parameters[name] })
        guard values.count > 1 else { return nil }
        let distribution = search.space.first { $0.name == name }?.distribution
        let axis = ParameterAxis(values, distribution: distribution)
        let shown = ranked.filter { $0.parameters[name] != nil }
        let positions = shown.map { trial in trial.parameters[name].flatMap(axis.position) ?? .nan }
        var chart = Chart(
            title: "\(search.metric) against \(name)", xLabel: name, yLabel: search.metric,
            sets: [
                Chart.PointSet(
                    name: "ranked trial", form: .scatter, x: positions, y: shown.map(metric),
                    notes: shown.map(note))
            ])
        chart.words = axis.words
        chart.hasLogarithmicX = axis.isLogarithmic
        chart.rug = report.trials.filter { $0.state == .infeasible }.compactMap {
            $0.parameters[name].flatMap(axis.position)
        }
        chart.rugName = "infeasible trial"
        return chart
    }

    /// The leading trials' learning curves: of the metric, then of the losses.
    var curves: [Chart] {
        var names = [search.metric]
        names += ["training-loss", "validation-loss"].filter { $0 != search.metric }
        return names.compactMap { name in
            let sets = ranked.prefix(Self.curvesShown).compactMap { trial -> Chart.PointSet? in
                guard trial.history.contains(where: { $0.metrics[name] != nil }) else { return nil }
                return Chart.PointSet(
                    name: "trial \(trial.index)", form: .line,
                    x: trial.history.map { Double($0.epoch) },
                    y: trial.history.map { $0.metrics[name] ?? .nan })
            }
            guard !sets.isEmpty else { return nil }
            return Chart(
                title: "\(name) of the leading trials", xLabel: "epoch", yLabel: name, sets: sets)
        }
    }

    private func metric(_ trial: ReportedTrial) -> Double {
        trial.metrics[search.metric] ?? .nan
    }

    private func note(_ trial: ReportedTrial) -> String {
        let parameters = trial.parameters.sorted { $0.key < $1.key }.map {
            "\($0.key) \(Figure.text($0.value))"
        }
        let value = "\(search.metric) \(Figure.text(metric(trial)))"
        return (["trial \(trial.index)", value] + parameters).joined(separator: ", ")
    }
}
