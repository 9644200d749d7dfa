public import Experiments
public import Jobs

/// A check that asks only the data, so that it can be asked of files without an experiment too.
///
/// It goes over the rows block by block and holds no second copy of them: sums, hashes of 8 bytes
/// a row, and samples drawn by key.
public protocol DataCheck: Examination {
    /// Carries out the check.
    func examine(_ data: CheckedData) throws -> Finding
}

extension DataCheck {
    public static var tier: Int { 0 }
    public static var needs: [String] { [Schema.name, Labels.name] }

    public func examine(_ recipe: Recipe) throws -> Finding { try examine(recipe.checkedData) }

    /// Carries out the check; one that can't be answered from so few rows is skipped.
    public func answer(_ data: CheckedData) throws -> Finding {
        do {
            return try examine(data)
        } catch let error as OverBudget {
            return finding(.skipped, error.reason)
        }
    }
}
