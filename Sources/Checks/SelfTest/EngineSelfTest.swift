public import Experiments
public import Jobs
internal import Training

/// What nothing in an experiment file can break, as one finding: the engine's own work, tried on
/// this network, its loss and its recipe (I10, R01, U02, U03, U05, U07 to U10, U14 to U16, M09,
/// M12, M16, M17, E01 to E03, E09, R04).
///
/// A user's own training step can break any of it, and is asked each of these by a check of its own
/// (``StepRegistry``). Six rows at a time serve, gradients are held against finite differences in
/// double precision, and what NaN or a layer that is not there makes meaningless is left out.
public struct EngineSelfTest: Examination {
    public static let name = "engine-self-test"
    public static let verifies = "the engine's own work is right on this network"
    public static let explains = [
        InitialLoss.name, GradientsExist.name, ParametersMove.name, OverfitOneBatch.name,
        LossDecreases.name, LabelPermutation.name,
    ]
    public var expected: String { "every part holds" }
    public static let tier = 1

    /// Four rows of a large network, about 140 times.
    public static let budget = 1e12
    private static let aim = 1e11

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let affordable = Int(min(Self.aim / (140 * recipe.rowCost), 24))
        let rows = try recipe.sample(max(4, affordable), passes: 140, least: 4, of: self)
        guard rows.count >= 4 else { return finding(.skipped, "there are too few rows to try") }
        let small = recipe.forSelfTest(rows)
        var results: [(part: EnginePart, result: EnginePart.Result)] = []
        for part in EnginePart.all {
            results.append((part, try part.examine(small)))
            recipe.progress()
        }
        let broken = results.filter { $0.result.isBroken }
        let idle = results.filter { $0.result.isIdle }.count
        let held = results.count - broken.count - idle
        let tables = [
            Table(
                name: "parts of the self-test", columns: ["part", "asks", "result"],
                rows: results.map { [$0.part.name, $0.part.asks, $0.result.words] })
        ]
        let measurements = [
            Measurement(name: "parts that hold", value: Double(held)),
            Measurement(name: "parts that fail", value: Double(broken.count), expected: "0"),
            Measurement(name: "parts that do not apply", value: Double(idle)),
        ]
        if broken.isEmpty {
            return finding(
                .passed,
                "all \(held) parts of the engine hold"
                    + (idle > 0 ? "; do not apply: \(idle)" : ""),
                measurements: measurements, tables: tables)
        }
        return finding(
            .failed,
            "\(broken.count) of \(results.count) parts of the engine fail: "
                + broken.map { "\($0.part.name): \($0.result.sentence)" }.joined(separator: "; "),
            advice: "Nothing in the file can do this: report it with the file, and trust no other "
                + "finding until then.", measurements: measurements, tables: tables)
    }
}

extension Recipe {
    /// The same experiment on a few rows, in batches of six, at a rate and a precision by which
    /// every step can be seen.
    fileprivate func forSelfTest(_ rows: Examples) -> Recipe {
        var small = self
        small.training = rows
        small.validation = rows
        small.specification.training.batchSize = min(6, rows.count)
        small.specification.training.precision = .float32
        small.specification.optimizer.settings["learning-rate"] = .scalar(.real(1e-3))
        return small
    }
}
