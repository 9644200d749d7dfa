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

    /// A plateau is told of by metrics alone: until then the rate is constant.
    private static let kinds = [
        "constant", "step", "cosine", "multi-step", "exponential", "linear", "one-cycle", "cyclic",
        "reduce-on-plateau",
    ]

    /// - Throws: `CheckError` for a schedule without a formula here.
    init(_ specification: ExperimentSpecification, steps: Int) throws {
        kind = specification.schedule.kind
        settings = specification.schedule.settings
        self.steps = steps
        stepsPerEpoch = max(1, steps / max(1, specification.training.epochs))
        guard Self.kinds.contains(kind) else {
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
        return planned(Double(step - warmup), of: Double(max(1, steps - warmup)))
    }

    private func planned(_ step: Double, of total: Double) -> Double {
        let progress = min(1, step / total)
        switch kind {
        case "cosine":
            return cosine(from: initial, to: number("minimum") ?? 0, progress)
        case "step":
            let every =
                number("every-steps") ?? (number("every-epochs") ?? 1) * Double(stepsPerEpoch)
            return decayed((step / every).rounded(.down))
        case "multi-step":
            let passed = milestones.filter { $0 <= step }
            return decayed(Double(passed.count))
        case "exponential":
            let isStep = settings["per"] == .scalar(.text("step"))
            return decayed(isStep ? step : (step / Double(stepsPerEpoch)).rounded(.down))
        case "linear":
            let (start, end) = (number("start-factor") ?? 1, number("end-factor") ?? 0)
            return initial * ((1 - progress) * start + progress * end)
        case "one-cycle":
            return oneCycle(min(step, total - 1), last: total - 1)
        case "cyclic":
            return cyclic(step)
        default:
            return initial
        }
    }

    /// The initial rate, multiplied so often by the factor.
    private func decayed(_ times: Double) -> Double {
        initial * pow(number("factor") ?? 0.1, times)
    }

    private func cosine(from start: Double, to end: Double, _ progress: Double) -> Double {
        end + (start - end) * (1 + cos(.pi * progress)) / 2
    }

    private var milestones: [Double] {
        func list(_ key: String, times scale: Int) -> [Double]? {
            guard case .list(let list)? = settings[key] else { return nil }
            return list.compactMap { item in
                guard case .scalar(let value) = item else { return nil }
                return value.number.map { $0 * Double(scale) }
            }
        }
        return list("steps", times: 1) ?? list("epochs", times: stepsPerEpoch) ?? []
    }

    private func oneCycle(_ step: Double, last: Double) -> Double {
        let peak = (number("rise") ?? 0.3) * (last + 1) - 1
        let low = initial / (number("divisor") ?? 25)
        let isRising = step <= peak
        let start = isRising ? low : initial
        let end = isRising ? initial : low / (number("final-divisor") ?? 1e4)
        let progress = isRising ? (peak > 0 ? step / peak : 1) : (step - peak) / (last - peak)
        return settings["shape"] == .scalar(.text("linear"))
            ? start + (end - start) * progress : cosine(from: start, to: end, progress)
    }

    /// A triangle wave: 1 less the distance from the middle of the cycle.
    private func cyclic(_ step: Double) -> Double {
        let up = number("up-steps") ?? (number("up-epochs") ?? 1) * Double(stepsPerEpoch)
        let cycle = (step / (2 * up)).rounded(.down)
        let height = 1 - abs(step / up - 2 * cycle - 1)
        let scale = settings["shape"] == .scalar(.text("halving")) ? pow(2, -cycle) : 1
        let low = number("minimum") ?? 0
        return low + (initial - low) * height * scale
    }

    private func number(_ key: String) -> Double? {
        guard case .scalar(let value)? = settings[key] else { return nil }
        return value.number
    }
}
