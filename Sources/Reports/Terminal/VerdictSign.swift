internal import Jobs

/// How a terminal shows a verdict: a sign that can be told apart without colour.
struct VerdictSign {
    let sign: String
    let ink: Ink

    init(_ verdict: Finding.Verdict) {
        switch verdict {
        case .passed: (sign, ink) = ("✓", .green)
        case .warned: (sign, ink) = ("!", .yellow)
        case .failed: (sign, ink) = ("✗", .red)
        case .skipped: (sign, ink) = ("–", .dim)
        case .error: (sign, ink) = ("?", .magenta)
        }
    }

    init(_ state: ReportedTrial.State) {
        switch state {
        case .completed: (sign, ink) = ("✓", .green)
        case .infeasible: (sign, ink) = ("!", .yellow)
        case .failed: (sign, ink) = ("?", .magenta)
        case .cancelled: (sign, ink) = ("–", .dim)
        }
    }
}
