internal import Foundation
internal import Jobs

/// Reads the trials of a search from a file of their own: a JSON list of objects, or a CSV table
/// with the parameters' names in its first line.
enum TrialsFile {
    static func read(
        _ path: String, field: Field, companion: ExperimentFile.Companion,
        parameters: [ExperimentFile.Parameter]
    ) -> SearchPlan.Trials? {
        let bytes: Data
        do {
            bytes = try companion(path)
        } catch {
            field.fail("cannot read \"\(path)\": \(error)")
            return nil
        }
        let isTable = path.lowercased().hasSuffix(".csv")
        guard let rows = isTable ? table(bytes, path, field) : json(bytes, path, field) else {
            return nil
        }
        guard !rows.isEmpty else {
            field.fail("\"\(path)\" holds no trial")
            return nil
        }
        let names = parameters.map(\.name)
        let strange = Set(rows.flatMap(\.keys)).subtracting(names).sorted()
        for name in strange {
            let question = Spelling.question(name, among: names)
            let index = rows.firstIndex { $0[name] != nil } ?? 0
            field.fail(
                "\"\(path)\", trial \(index): unknown parameter \"\(name)\"\(question) "
                    + "(parameters: \(names.joined(separator: ", ")))")
        }
        return strange.isEmpty ? .list(rows) : nil
    }

    private static func json(
        _ bytes: Data, _ path: String, _ field: Field
    ) -> [[String: ParameterValue]]? {
        do {
            let rows = try CanonicalJSON.decode([[String: ParameterValue]].self, from: bytes)
            return rows.map { $0.mapValues(\.canonical) }
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.valueNotFound(
            _, context),
            let DecodingError.dataCorrupted(context)
        {
            let keys = context.codingPath.map {
                $0.intValue.map { "trial \($0)" } ?? $0.stringValue
            }
            let location = keys.isEmpty ? "" : ", \(keys.joined(separator: ", "))"
            field.fail(
                "\"\(path)\"\(location): not a JSON list of objects such as "
                    + "[{\"learning-rate\": 0.1}, …]")
        } catch {
            field.fail("\"\(path)\": \(error)")
        }
        return nil
    }

    private static func table(
        _ bytes: Data, _ path: String, _ field: Field
    ) -> [[String: ParameterValue]]? {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            field.fail("\"\(path)\" is not UTF-8 text")
            return nil
        }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let header = lines.first.map(cells), Set(header).count == header.count else {
            field.fail("\"\(path)\", line 1: allowed: the parameters' names, each once")
            return nil
        }
        var rows: [[String: ParameterValue]] = []
        for (index, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
            let cells = cells(line)
            guard cells.count == header.count else {
                field.fail(
                    "\"\(path)\", line \(index + 1): found \(cells.count) values; "
                        + "allowed: \(header.count), as many as names")
                return nil
            }
            var row: [String: ParameterValue] = [:]
            for (name, cell) in zip(header, cells) {
                guard case .value(let value) = ScalarRules.content(of: cell) else {
                    field.fail(
                        "\"\(path)\", line \(index + 1), \(name): found \"\(cell)\"; "
                            + "allowed: a number, a word, true or false")
                    return nil
                }
                row[name] = value
            }
            rows.append(row)
        }
        return rows
    }

    private static func cells(_ line: Substring) -> [String] {
        line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
            let cell = cell.trimmingCharacters(in: .whitespaces)
            guard cell.count >= 2, cell.hasPrefix("\""), cell.hasSuffix("\"") else { return cell }
            return String(cell.dropFirst().dropLast())
        }
    }
}
