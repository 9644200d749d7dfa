public import Experiments
public import Jobs

/// A check that asks nothing but what ``Experiments/CheckedTraining`` answers, so that it examines
/// a user's own training step as well as the stock recipe.
///
/// A check of one's own is a value of this kind, given to `Preflight.main`.
public protocol StepCheck: Check {
    /// 0 no step, 1 few steps, 2 some thousand steps, 3 several short trainings.
    static var tier: Int { get }

    /// Carries out the check.
    /// - Throws: what keeps the check from being carried out at all.
    func examine(_ training: any CheckedTraining) throws -> Finding
}

extension StepCheck {
    /// Few steps.
    public static var tier: Int { 1 }

    /// What a few steps on some rows take: a step of one's own is not counted beforehand.
    public static var budget: Double { 4e11 }
}
