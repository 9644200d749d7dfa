internal import Components
package import Jobs
internal import Training

/// The learning rate of each step by the formula that the schedule's kind gives beside its code.
package struct ScheduleFormula {
    /// The optimizer's own learning rate.
    package let initial: Double
    private let formula: @Sendable (Settings, ScheduleMoment) -> Double
    private let settings: Settings
    /// The steps over which the rate first rises.
    package let warmup: Int
    private let steps: Int
    private let stepsPerEpoch: Int

    /// Nil for a schedule without a formula, or an optimizer without a learning rate.
    package init?(_ specification: ExperimentSpecification, steps: Int) {
        let (kind, settings) = Catalogue.schedules.settings(specification.schedule)
        let (_, own) = Catalogue.optimizers.settings(specification.optimizer)
        guard let formula = kind.formula, let initial = own.optionalNumber("learning-rate") else {
            return nil
        }
        self.formula = formula
        self.settings = settings
        self.initial = initial
        self.steps = steps
        stepsPerEpoch = max(1, steps / max(1, specification.training.epochs))
        warmup =
            Int(settings.optionalNumber("warmup-steps") ?? 0)
            + Int(settings.optionalNumber("warmup-epochs") ?? 0) * stepsPerEpoch
    }

    package func rate(at step: Int) -> Double {
        if step < warmup { return initial * Double(step + 1) / Double(warmup) }
        return formula(
            settings,
            ScheduleMoment(
                initial: initial, step: Double(step - warmup),
                total: Double(max(1, steps - warmup)), stepsPerEpoch: Double(stepsPerEpoch)))
    }
}
