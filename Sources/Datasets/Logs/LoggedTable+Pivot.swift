/// Long forms made wide: a row for each phase of an epoch, or for each metric.
extension LoggedTable {
    private static let phases: Set<String> = [
        "train", "training", "val", "valid", "validation", "eval", "evaluation", "test", "dev",
    ]
    private static let counters: Set<String> = [
        "epoch", "step", "iteration", "iter", "time", "lr", "learning_rate", "learning rate",
        "timestamp", "wall time",
    ]
    private static let tags: Set<String> = ["tag", "metric", "key", "name"]

    /// The table with a column for each phase or metric where a column of words names those.
    func pivoted() -> LoggedTable {
        for column in columns {
            let words = Set(column.cells.compactMap { $0.word?.lowercased() })
            guard !words.isEmpty, column.numberCount == 0 else { continue }
            if words.isSubset(of: Self.phases) {
                return spread(by: column) { phase, name in
                    Self.counters.contains(name.lowercased()) ? name : "\(phase)/\(name)"
                }
            }
            if Self.tags.contains(column.name.lowercased()),
                let value = columns.first(where: { $0.name.lowercased() == "value" })?.name
            {
                return spread(by: column) { tag, name in name == value ? tag : name }
            }
        }
        return self
    }

    private func spread(
        by key: Column, _ renamed: (_ word: String, _ name: String) -> String
    ) -> LoggedTable {
        var table = LoggedTable(name: name)
        for row in 0..<rowCount {
            let word = key.cells[row].word
            let cells = columns.filter { $0.name != key.name }.map { column in
                (word.map { renamed($0, column.name) } ?? column.name, column.cells[row])
            }
            table.add(cells.filter { $0.1 != .missing }, origin: origins[row])
        }
        if noun == "entry" { table.countEntries() }
        return table
    }
}
