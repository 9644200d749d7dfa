internal import Experiments
internal import Jobs

/// One part of the engine's self-test.
struct EnginePart: Sendable {
    /// What came of it.
    enum Result {
        case holds(String)
        case fails(String)
        /// With the reason why there is nothing to try.
        case idle(String)

        var isBroken: Bool { if case .fails = self { true } else { false } }
        var isIdle: Bool { if case .idle = self { true } else { false } }

        var sentence: String {
            switch self {
            case .holds(let words), .fails(let words), .idle(let words): words
            }
        }

        var words: String {
            switch self {
            case .holds(let words): words
            case .fails(let words): "fails: " + words
            case .idle(let words): "does not apply: " + words
            }
        }

        /// What a check of a step found: here it fails only where that check does.
        init(_ finding: Finding) {
            self =
                switch finding.verdict {
                case .passed: .holds(finding.evidence)
                case .failed, .error: .fails(finding.evidence)
                case .warned, .skipped: .idle(finding.evidence)
                }
        }
    }

    let name: String
    let asks: String
    let examine: @Sendable (Recipe) throws -> Result

    init(_ name: String, _ asks: String, _ examine: @escaping @Sendable (Recipe) throws -> Result) {
        self.name = name
        self.asks = asks
        self.examine = examine
    }

    /// In the order of the report.
    static let all: [EnginePart] = [
        determinism, sameSeed, resume, modeToggles, normStatistics, axes, batchIndependence,
        gradients, predictedDrop, accumulation, freshGradients, updateRule, direction, decayTargets,
        lossForm, metricCode, aggregation,
    ]
}
