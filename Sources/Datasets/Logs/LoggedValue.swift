/// A value of a log in JSON, or as Python prints it.
enum LoggedValue {
    case cell(LoggedCell)
    case list([LoggedValue])
    case object([(key: String, value: LoggedValue)], line: Int)

    /// A list of cells; nil for anything else.
    var cells: [LoggedCell]? {
        guard case .list(let values) = self else { return nil }
        var cells: [LoggedCell] = []
        for value in values {
            guard case .cell(let cell) = value else { return nil }
            cells.append(cell)
        }
        return cells
    }

    /// A list of objects; nil for anything else.
    var objects: [LoggedValue]? {
        guard case .list(let values) = self, !values.isEmpty else { return nil }
        return values.allSatisfy { if case .object = $0 { true } else { false } } ? values : nil
    }

    /// The cells of an object and those inside of it, under the names of both: `train/loss`.
    func flattened(below prefix: String = "") -> [(name: String, cell: LoggedCell)] {
        switch self {
        case .cell(let cell): [(prefix, cell)]
        case .list: []
        case .object(let members, _):
            members.flatMap { key, value in
                value.flattened(below: prefix.isEmpty ? key : "\(prefix)/\(key)")
            }
        }
    }

    /// The lists of an object and those inside of it, under the names of both; also objects whose
    /// keys are the indices of rows, as pandas writes columns.
    func lists(below prefix: String = "") -> [(name: String, cells: [LoggedCell])] {
        if let cells, !cells.isEmpty { return [(prefix, cells)] }
        guard case .object(let members, _) = self else { return [] }
        if !prefix.isEmpty, !members.isEmpty, members.allSatisfy({ Int($0.key) != nil }) {
            let cells = members.compactMap { member -> LoggedCell? in
                if case .cell(let cell) = member.value { cell } else { nil }
            }
            return cells.count == members.count ? [(prefix, cells)] : []
        }
        return members.flatMap { key, value in
            value.lists(below: prefix.isEmpty || key == "history" ? key : "\(prefix)/\(key)")
        }
    }
}

extension LoggedTable {
    /// Makes a table of a document's values: one, or one for each line.
    static func table(name: String, of values: [LoggedValue]) throws(DataError) -> LoggedTable {
        if values.count == 1 {
            if let rows = rows(of: values[0]) { return table(name: name, rows: rows) }
            if let cells = values[0].cells, !cells.isEmpty {
                return table(name: name, lists: [("value", cells)])
            }
            let lists = values[0].lists()
            if !lists.isEmpty { return table(name: name, lists: lists) }
        }
        for value in values {
            guard case .object = value else {
                throw DataError(
                    name, found: "JSON of another form",
                    expected: "an object for each epoch or step, or lists under their names")
            }
        }
        return table(name: name, rows: values)
    }

    /// The longest list of objects that a document holds, such as `log_history`, or its objects by
    /// the numbers of epochs.
    private static func rows(of value: LoggedValue) -> [LoggedValue]? {
        if let objects = value.objects { return objects }
        guard case .object(let members, _) = value else { return nil }
        let isByEpoch = members.allSatisfy { key, value in
            if case .object(let inner, _) = value {
                Int(key) != nil && !inner.contains { Int($0.key) != nil }
            } else {
                false
            }
        }
        if isByEpoch, !members.isEmpty { return members.map(\.value) }
        let found = members.compactMap { rows(of: $0.value) }
        return found.max { $0.count < $1.count }
    }

    private static func table(name: String, rows: [LoggedValue]) -> LoggedTable {
        var table = LoggedTable(name: name)
        for row in rows {
            guard case .object(_, let line) = row else { continue }
            table.add(row.flattened(), origin: line)
        }
        if Set(table.origins).count < table.rowCount { table.countEntries() }
        return table
    }

    /// Makes a table of columns; the entries of a shorter one stand at equal distances, the last at
    /// the end, as those of a validation after every fifth epoch.
    private static func table(
        name: String, lists: [(name: String, cells: [LoggedCell])]
    ) -> LoggedTable {
        let count = lists.map(\.cells.count).max() ?? 0
        var rows = [[(name: String, cell: LoggedCell)]](repeating: [], count: count)
        for list in lists {
            for (index, cell) in list.cells.enumerated() {
                let row = ((index + 1) * count + list.cells.count - 1) / list.cells.count - 1
                rows[row].append((list.name, cell))
            }
        }
        var table = LoggedTable(name: name)
        for (index, row) in rows.enumerated() { table.add(row, origin: index + 1) }
        table.countEntries()
        return table
    }
}
