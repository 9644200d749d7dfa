internal import ArgumentParser
internal import Components
internal import Reports

/// In which forms a report is asked for.
struct ReportForms: ParsableArguments {
    @Flag(help: "Print report.json on standard output, words on standard error.")
    var json = false

    @Option(
        help: """
            Forms of the report, comma-separated or repeated: text, json, markdown, junit, github, \
            html. The first goes to standard output, each into a file of the output folder.
            """)
    var format: [String] = []

    /// The forms asked for, in order; that of standard output first.
    var formats: [ReportFormat] { (try? Self.formats(format, json: json)) ?? [] }

    private static func formats(_ words: [String], json: Bool) throws -> [ReportFormat] {
        var found: [ReportFormat] = json ? [.json] : []
        for word in words.flatMap({ $0.split(separator: ",") }) {
            let name = word.filter { $0 != " " }
            guard let format = ReportFormat(rawValue: String(name)) else {
                let all = ReportFormat.allCases.map(\.rawValue)
                throw ValidationError(
                    "--format knows no \"\(name)\"\(Spelling.question(name, among: all)) "
                        + "(all: \(all.joined(separator: ", ")))")
            }
            if !found.contains(format) { found.append(format) }
        }
        return found
    }

    func validate() throws {
        _ = try Self.formats(format, json: json)
    }
}
