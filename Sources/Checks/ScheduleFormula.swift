internal import Foundation
internal import Jobs

/// The schedules' formulas a second time, straight from the experiment's settings.
struct ScheduleFormula {
    /// The optimizer's own learning rate.
    let initial: Double
    private let kind: String
    private let settings: [String: SettingValue]
    private let steps: Int
    private let stepsPerEpoch: Int

    /// - Throws: `CheckError` for a schedule without a formula here.
    init(_ specification: ExperimentSpecification, steps: Int) throws {
        kind = specification.schedule.kind
        settings = specification.schedule.settings
        self.steps = steps
        stepsPerEpoch = max(1, steps / max(1, specification.training.epochs))
        guard ["constant", "step", "cosine"].contains(kind) else {
            throw CheckError("the schedule \(kind) has no formula to compare with")
        }
        guard case .scalar(let rate)? = specification.optimizer.settings["learning-rate"],
            let initial = rate.number
        else { throw CheckError("the optimizer \(specification.optimizer.kind) has no rate") }
        self.initial = initial
    }

    func rate(at step: Int) -> Double {
        let warmup =
            Int(number("warmup-steps") ?? 0)
            + Int(number("warmup-epochs") ?? 0) * stepsPerEpoch
        if step < warmup { return initial * Double(step + 1) / Double(warmup) }
        let step = step - warmup
        switch kind {
        case "cosine":
            let minimum = number("minimum") ?? 0
            let progress = min(1, Double(step) / Double(max(1, steps - warmup)))
            return minimum + (initial - minimum) * (1 + cos(.pi * progress)) / 2
        case "step":
            let every =
                number("every-steps") ?? (number("every-epochs") ?? 1) * Double(stepsPerEpoch)
            return initial * pow(number("factor") ?? 0.1, (Double(step) / every).rounded(.down))
        default:
            return initial
        }
    }

    private func number(_ key: String) -> Double? {
        guard case .scalar(let value)? = settings[key] else { return nil }
        return value.number
    }
}
