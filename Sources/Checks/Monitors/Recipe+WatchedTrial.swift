internal import Experiments
internal import Jobs
internal import Networks
internal import Training

extension Recipe {
    /// A trial that the monitors watch: it carries what they found wrong.
    ///
    /// They look at as many rows, before the first step and after the last, as cost 1 % of the
    /// training.
    func watchedTrial(by monitors: [any Monitor]) throws -> TrialResult {
        let rows = min(512, training.count, plannedSteps * batchSize / 100)
        let watching = TrainingMonitors(
            monitors, outline(evaluatedRows: training.count, recomputes: false), score: loss.score,
            rows: training.count)
        let onlooker =
            rows < 32
            ? nil : Onlooker(sample(rows), .training, of: loss, headShape: headShape)
        var objective: Objective?
        var result = try trial { loop in
            objective = loop.objective
            if let onlooker {
                watching.note(onlooker.look(at: loop.objective, step: 0, within: false))
            }
            return watching.observers
        }
        guard result.state == .completed else { return result }
        if let onlooker, let objective {
            lookBack(onlooker, objective, step: watching.steps, validationRows: rows) {
                watching.note($0)
            }
        }
        result.findings = TrialFinding.fitting(watching.findings)
        return result
    }
}
