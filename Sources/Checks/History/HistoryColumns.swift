package import Datasets
internal import Components
internal import Experiments

/// What a column of a log is taken for.
package enum HistoryRole: String, CaseIterable, Sendable {
    case loss, validationLoss, score, validationScore, rate, norm

    package var words: String {
        switch self {
        case .loss: "training loss"
        case .validationLoss: "validation loss"
        case .score: "score"
        case .validationScore: "validation score"
        case .rate: "learning rate"
        case .norm: "gradient norm"
        }
    }

    /// The option that names the column.
    package var option: String {
        switch self {
        case .loss: "--loss"
        case .validationLoss: "--validation-loss"
        case .score: "--score"
        case .validationScore: "--validation-score"
        case .rate: "--learning-rate"
        case .norm: "--gradient-norm"
        }
    }
}

/// Which column of a log is what.
package struct HistoryColumns: Sendable {
    package private(set) var names: [HistoryRole: String] = [:]

    /// - Parameter given: names that people gave, which stand above those recognised.
    /// - Throws: `CheckError` for a name that no column has, or where no loss is recognised.
    package init(of table: LoggedTable, given: [HistoryRole: String] = [:]) throws(CheckError) {
        for role in HistoryRole.allCases {
            names[role] =
                if let name = given[role] { try Self.column(name, of: table, role) } else {
                    Self.recognised(role, of: table, names)
                }
        }
        guard names[.loss] != nil || names[.validationLoss] != nil else {
            throw CheckError(
                "\(table.name): no column of losses is recognised among "
                    + Self.list(table) + "; name it: --loss COLUMN, and where there is one "
                    + "--validation-loss COLUMN")
        }
    }

    private static func list(_ table: LoggedTable) -> String {
        let names = table.columns.map { "\"\($0.name)\"" }
        return names.prefix(30).joined(separator: ", ")
            + (names.count > 30 ? " and \(names.count - 30) more" : "")
    }

    private static func column(
        _ given: String, of table: LoggedTable, _ role: HistoryRole
    ) throws(CheckError) -> String {
        let all = table.columns.map(\.name)
        let found =
            all.first { $0 == given }
            ?? all.first { $0.lowercased() == given.lowercased() }
        guard let found else {
            throw CheckError(
                "\(table.name): \(role.option) names no column \"\(given)\""
                    + Spelling.question(given, among: all) + "; there are \(list(table))")
        }
        guard table[found]?.numberCount ?? 0 > 0 else {
            throw CheckError(
                "\(table.name): the column \"\(found)\" of \(role.option) holds no number")
        }
        return found
    }

    /// The likeliest column: of a fitting kind, with numbers enough, of the shortest name.
    private static func recognised(
        _ role: HistoryRole, of table: LoggedTable, _ others: [HistoryRole: String]
    ) -> String? {
        let columns = table.columns.filter {
            $0.numberCount > 0 && !others.values.contains($0.name)
        }
        .map { (column: $0, name: ColumnName($0.name)) }
        for isWanted in wishes(role, others) {
            let found = columns.filter { isWanted($0.name) }
            let ranked = found.enumerated().sorted { first, second in
                func rank(
                    _ item: (offset: Int, element: (column: LoggedTable.Column, name: ColumnName))
                )
                    -> (Int, Int, Int)
                {
                    let count = item.element.column.numberCount
                    return (
                        count >= 12 ? 0 : count >= 3 ? 1 : 2, item.element.name.extras, item.offset
                    )
                }
                return rank(first) < rank(second)
            }
            if let best = ranked.first { return best.element.column.name }
        }
        guard role == .loss else { return nil }
        // A single series without a telling name, as TensorBoard exports it or a list of numbers.
        let plain = columns.filter { $0.name.kind == .other && $0.column.name != "index" }
        return plain.first { $0.column.name.lowercased() == "value" }?.column.name
            ?? (table.columns.count == 1 ? plain.first?.column.name : nil)
    }

    /// Which names a role takes, the better wish first.
    private static func wishes(
        _ role: HistoryRole, _ others: [HistoryRole: String]
    ) -> [(ColumnName) -> Bool] {
        func isOfTraining(_ name: ColumnName) -> Bool { name.side == nil || name.side == .training }
        func isScore(_ name: ColumnName) -> Bool {
            if case .score = name.kind { true } else { false }
        }
        func isError(_ name: ColumnName) -> Bool {
            if case .error = name.kind { true } else { false }
        }
        let own = others[.loss].map { ColumnName($0).kind } ?? .loss
        switch role {
        case .loss:
            return [{ $0.kind == .loss && isOfTraining($0) }, { isError($0) && isOfTraining($0) }]
        case .validationLoss:
            let kind = own == .other ? .loss : own
            return [
                { $0.kind == kind && $0.side == .validation },
                { $0.kind == kind && $0.side == .test },
            ]
        case .score:
            return [{ isScore($0) && isOfTraining($0) }]
        case .validationScore:
            return [
                { isScore($0) && $0.side == .validation }, { isScore($0) && $0.side == .test },
            ]
        case .rate: return [{ $0.kind == .rate }]
        case .norm: return [{ $0.kind == .norm }]
        }
    }
}
