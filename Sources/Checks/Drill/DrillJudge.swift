internal import Experiments
internal import Jobs

/// Tells from the jobs of a drill which faults are caught, by what, and which are not.
struct DrillJudge {
    /// What all jobs of one fault saw.
    private struct Sight {
        /// 2 failed, 1 warned, 0 any other, by check.
        var weights: [String: Double] = [:]
        var words: [String: String] = [:]
        /// Why the experiment could not even be built.
        var refusal: String?
    }

    private let site: FaultSite
    private let checks: CheckRegistry
    private var sights: [String: Sight] = [:]

    init(_ site: FaultSite, _ checks: CheckRegistry, _ outcomes: [ReadOutcome]) {
        self.site = site
        self.checks = checks
        for read in outcomes {
            let fault = String(read.job.split(separator: "/").dropFirst().first ?? "")
            switch read.content {
            case .outcome(.probe(let result)):
                let weights = result.values.compactMapValues(\.first)
                sights[fault, default: Sight()].weights.merge(weights) { $1 }
                sights[fault, default: Sight()].words.merge(result.words ?? [:]) { $1 }
            case .outcome(.failure(let failure)):
                let message = failure.message.isEmpty ? failure.kind.rawValue : failure.message
                sights[fault, default: Sight()].refusal = message
            case .outcome, .score: break
            }
        }
    }

    /// One fault's row.
    private struct Verdict {
        let fault: Fault
        /// The checks that fail or warn by it, the first cause first.
        let raised: [String]
        let sight: Sight

        var isCaught: Bool { !raised.isEmpty || sight.refusal != nil }
        var isRightFirst: Bool {
            raised.first.map(fault.checks.contains) ?? (sight.refusal != nil)
        }
    }

    private var verdicts: [Verdict] {
        Fault.all.compactMap { fault in
            sights[fault.name].map { Verdict(fault: fault, raised: raised(by: $0), sight: $0) }
        }
    }

    /// The checks that see more than without the fault: causes before symptoms, the gravest first.
    private func raised(by sight: Sight) -> [String] {
        let sound = sights[Drill.sound]?.weights ?? [:]
        let raised = checks.all.filter {
            sight.weights[$0.name] ?? 0 > sound[$0.name] ?? 0
        }
        let symptoms = Set(raised.flatMap { type(of: $0).explains })
        let names = raised.map { $0.name }
        return names.enumerated().sorted { first, second in
            func rank(_ index: Int, _ name: String) -> (Int, Double, Int) {
                (symptoms.contains(name) ? 1 : 0, -(sight.weights[name] ?? 0), index)
            }
            return rank(first.offset, first.element) < rank(second.offset, second.element)
        }.map(\.element)
    }

    /// What the drill found, with a table of all faults.
    var finding: Finding {
        let verdicts = verdicts
        let caught = verdicts.count(where: \.isCaught)
        let right = verdicts.count(where: \.isRightFirst)
        let planted = verdicts.count
        let share = Statistics.wilson(successes: caught, of: max(1, planted), z: 1.96)
        let (low, high) = (Self.percent(share.lowerBound), Self.percent(share.upperBound))
        return Finding(
            check: Drill.name, verdict: .passed,
            verifies: "which planted faults the checks would catch", expected: "",
            measurements: [
                Measurement(name: "planted", value: Double(planted)),
                Measurement(name: "caught", value: Double(caught)),
                Measurement(name: "first named rightly", value: Double(right)),
            ],
            evidence: "\(caught) of \(planted) faults planted here are caught "
                + "(\(Self.percent(Double(caught) / Double(max(1, planted)))); 95 % interval "
                + "\(low) to \(high)), \(right) with the cause named first"
                + missed(verdicts.filter { !$0.isCaught }.map(\.fault.name)),
            tables: [
                Table(
                    name: "faults planted into this experiment",
                    columns: ["fault", "what is wrong", "cause", "caught by", "seen"],
                    rows: verdicts.map(row))
            ] + reasons(verdicts.filter { !$0.isCaught }) + others)
    }

    private func missed(_ names: [String]) -> String {
        guard let last = names.last else { return "" }
        let list = names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " and "
        return "; nothing catches \(list)" + (names.count == 1 ? "" : last)
    }

    /// What each check saw that was to catch a fault and did not, and whether the fault does harm.
    private func reasons(_ missed: [Verdict]) -> [Table] {
        let rows = missed.map { verdict in
            let (fault, sight) = (verdict.fault, verdict.sight)
            let seen = fault.checks.compactMap { name in
                sight.words[name].map { "\(name) sees \"\($0)\"" }
            }
            var words = ["\(fault.words): " + (seen.first ?? "no check looks for it here")]
            words += seen.dropFirst()
            if let own = sight.weights[GeneralisationGap.score],
                let other = sights[Drill.sound]?.weights[GeneralisationGap.score]
            {
                words.append(
                    "a short training scores \(Figure.text(own)) on validation rows, without the "
                        + "fault \(Figure.text(other))")
            }
            return [fault.name, words.joined(separator: "; ")]
        }
        return rows.isEmpty
            ? []
            : [
                Table(
                    name: "what nothing catches, which may do no harm here",
                    columns: ["fault", "why not"], rows: rows)
            ]
    }

    private static func percent(_ share: Double) -> String {
        "\(Figure.text((share * 100).rounded())) %"
    }

    private func row(_ verdict: Verdict) -> [String] {
        let (fault, sight) = (verdict.fault, verdict.sight)
        let cells = [fault.name, fault.words, fault.cause]
        if let first = verdict.raised.first {
            let marked = verdict.raised.map { name in
                sight.weights[name] == 2 ? name : "\(name) (warns)"
            }
            return cells + [marked.joined(separator: ", "), sight.words[first] ?? ""]
        }
        if let refusal = sight.refusal { return cells + ["refused before it runs", refusal] }
        let expected = fault.checks.compactMap { name in
            sight.words[name].map { "\(name): \($0)" }
        }.first
        return cells + [
            "nothing", expected ?? "no check that would see it could be carried out",
        ]
    }

    /// The faults that the experiment can't have, where all others were planted.
    private var others: [Table] {
        let rows = Fault.all.compactMap { fault -> [String]? in
            guard case .impossible(let reason) = fault.planting(site) else { return nil }
            return [fault.name, fault.words, reason]
        }
        guard verdicts.count + rows.count == Fault.all.count, !rows.isEmpty else { return [] }
        return [
            Table(
                name: "faults that do not apply", columns: ["fault", "what is wrong", "why not"],
                rows: rows)
        ]
    }
}
