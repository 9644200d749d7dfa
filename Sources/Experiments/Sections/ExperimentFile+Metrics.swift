public import Components
internal import Datasets
internal import Jobs
internal import Networks

extension ExperimentFile {
    /// Checks that the metrics by which a search, a schedule or early stopping go have a value on
    /// the validation rows: an area under the ROC curve needs two classes.
    ///
    /// - Throws: `ExperimentErrors` at the line that names the metric.
    public func checkMetrics(_ data: ExperimentData) throws(ExperimentErrors) {
        var heard: [(name: String, section: String)] = []
        if let metric = searchPlan?.metric { heard.append((metric, "search")) }
        if case .scalar(.text(let metric))? = defaults.schedule.settings["metric"] {
            heard.append((metric, "schedule"))
        }
        if let metric = defaults.training.earlyStopping?.metric {
            heard.append((metric, "training"))
        }
        for (name, section) in heard {
            guard let reason = objection(to: name, on: data.validation) else { continue }
            throw error(about: name, in: [section], "\(name) has no value here: \(reason)")
        }
    }

    private func objection(to metric: String, on rows: Dataset) -> String? {
        let isArea = metric == "validation-auc"
        let means = ["validation-precision", "validation-recall", "validation-f1"]
        guard isArea || means.contains(metric) else { return nil }
        switch rows.targets {
        case .classes(let labels, _):
            let ignored = defaults.lossFunction.ignoredClass
            let known = Set(labels.filter { $0 != ignored })
            guard isArea, let first = known.first, known.count == 1 else {
                return known.isEmpty ? "no validation row counts" : nil
            }
            return "all \(rows.count) validation rows are of class \(first)"
        case .values(let values, let width):
            var (yes, no) = (
                [Bool](repeating: false, count: width), [Bool](repeating: false, count: width)
            )
            for (index, value) in values.enumerated() {
                if value > 0.5 { yes[index % width] = true } else { no[index % width] = true }
            }
            if isArea, !zip(yes, no).contains(where: { $0 && $1 }) {
                return width == 1
                    ? "all \(rows.count) validation rows have the same target"
                    : "each label is the same in all \(rows.count) validation rows"
            }
            if !isArea, width > 1, !yes.contains(true) {
                return "no validation row has any of the \(width) labels"
            }
            return nil
        }
    }
}
