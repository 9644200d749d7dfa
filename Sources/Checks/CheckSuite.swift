/// A choice of checks under one name. A new check falls in by its group and tier.
public enum CheckSuite: String, CaseIterable, Sendable {
    /// What such a task's network is to get right before a training is worth its time: everything
    /// but the baselines, the watched training and the trainings at other rates and batch sizes.
    case classification, regression
    case causalLanguageModel = "causal-language-model"
    /// In the order of Karpathy's recipe: the data, a skeleton, overfit, regularise, tune.
    case recipe
    /// What takes no step or few.
    case quick
    case all

    /// The groups in the order of their stages: report order, but for the recipe.
    private var stages: [[CheckGroup]] {
        switch self {
        case .recipe:
            [
                [.data], [.structure, .firstPass, .oneStep, .baselines], [.oneBatch], [.watching],
                [.rates],
            ]
        default: [CheckGroup.allCases]
        }
    }

    private static let tiers: [CheckSuite: ClosedRange<Int>] = [
        .quick: 0...1, .classification: 0...2, .regression: 0...2, .causalLanguageModel: 0...2,
    ]

    /// What its group and tier would take in and such a task never answers.
    package static let exceptions: [CheckSuite: [String]] = [
        .classification: ["causality"],
        .regression: ["causality"],
        .causalLanguageModel: ["feature-scale"],
    ]

    /// Returns the checks that belong to the suite, in its order; one that stands in no group
    /// belongs to each, at the end.
    func chosen(of checks: CheckRegistry) -> [String] {
        let exceptions = (Self.exceptions[self] ?? []).compactMap { try? NamePattern($0) }
        let allowed = Self.tiers[self] ?? 0...3
        let chosen = checks.all.filter { check in
            // Monitors need a whole training, as the baselines do.
            let tier = (check as? any Examination)?.tier ?? 3
            return allowed.contains(tier) && !exceptions.contains { $0.matches(check.name) }
        }
        let stages = stages.map { stage in Set(stage.flatMap(\.names)) }
        let inStages = stages.flatMap { stage in
            chosen.map { $0.name }.filter { stage.contains($0) }
        }
        return inStages + chosen.map { $0.name }.filter { !inStages.contains($0) }
    }
}

/// What checks are asked of: a folder of theirs and a list of the registry's.
package enum CheckGroup: CaseIterable {
    case data, structure, firstPass, oneStep, oneBatch, rates, baselines, watching

    package var names: [String] {
        switch self {
        case .data: CheckRegistry.data.map { $0.name }
        case .structure: CheckRegistry.structure.map { $0.name }
        case .firstPass: CheckRegistry.firstPass.map { $0.name }
        case .oneStep: CheckRegistry.oneStep.map { $0.name }
        case .oneBatch: CheckRegistry.oneBatch.map { $0.name }
        case .rates: CheckRegistry.rates.map { $0.name }
        case .baselines: CheckRegistry.baselines.map { $0.name }
        case .watching: CheckRegistry.watching.map { $0.name }
        }
    }
}
