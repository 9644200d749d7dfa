internal import Jobs

extension Chart {
    /// Returns a finding's series as charts: those with the same labels and the same words share
    /// one.
    static func charts(of series: [Series], title: String) -> [Chart] {
        var charts = [Chart]()
        for one in series {
            let set = PointSet(name: one.name, form: PointSet.Form(one.kind), x: one.x, y: one.y)
            if let index = charts.firstIndex(where: { $0.fits(one) }) {
                charts[index].sets.append(set)
            } else {
                var chart = Chart(
                    title: title, xLabel: one.xLabel, yLabel: one.yLabel, sets: [set])
                chart.words = one.ticks
                charts.append(chart)
            }
        }
        return charts.map { chart in
            var chart = chart
            let names = chart.sets.map(\.name).filter { !$0.isEmpty }
            if names.count == 1 { chart.title += ": \(names[0])" }
            return chart
        }
    }

    private func fits(_ series: Series) -> Bool {
        xLabel == series.xLabel && yLabel == series.yLabel && words == series.ticks
            && sets.count < 8
    }
}

extension Chart.PointSet.Form {
    init(_ kind: Series.Kind) {
        switch kind {
        case .line: self = .line
        case .bar: self = .bar
        case .scatter: self = .scatter
        }
    }
}
