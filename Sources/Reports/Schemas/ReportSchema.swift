public import Foundation
internal import Jobs

/// The JSON Schemas of the documents that a run leaves.
public enum ReportSchema: String, CaseIterable, Sendable {
    /// Of `report.json`.
    case report
    /// Of `execution.json`.
    case execution

    /// The schema's JSON over several lines.
    public func encoded() throws -> Data {
        let (name, title, schema): (String, String, JSONSchema) =
            switch self {
            case .report: (Report.currentSchema, "What a run of preflight found", Self.document)
            case .execution:
                (
                    ExecutionReport.currentSchema, "How a run of preflight was carried out",
                    Self.account
                )
            }
        guard case .object(var members) = schema.value else { return Data() }
        members["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
        members["$id"] = .text("urn:\(name.replacing("/", with: ":"))")
        members["title"] = .text(title)
        return try CanonicalJSON.encodePretty(JSONValue.object(members))
    }

    static let hash = JSONSchema.string
    static let verdict = JSONSchema.words(Finding.Verdict.allCases.map(\.rawValue))

    private static let document = JSONSchema.object([
        .init(name: "schema", schema: .constant(Report.currentSchema), meaning: ""),
        JSONSchema.field("run", run), JSONSchema.field("summary", summary),
        JSONSchema.field(
            "findings", .list(finding), "In the order of the run's jobs, one per check."),
        JSONSchema.field(
            "trials", .list(trial), "Ranked trials first, best first; then the others by index."),
        JSONSchema.optional("repeats", repeats, "The leading trials' runs with fresh seeds."),
    ])

    private static let run = JSONSchema.object([
        JSONSchema.field("kind", .words(["check", "search"])),
        JSONSchema.field("experiment", .string),
        JSONSchema.field("file", hash, "SHA-256 of the experiment file, hexadecimal."),
        JSONSchema.field(
            "data",
            .list(
                .object([
                    JSONSchema.field("path", .string, "As the experiment file writes it."),
                    JSONSchema.field("hash", hash), JSONSchema.field("size", .integer(from: 0)),
                ]))), JSONSchema.field("seed", .integer(from: 0), "Up to 2^64 - 1."),
        JSONSchema.field("version", .string), JSONSchema.field("numerics", .string),
        JSONSchema.optional("search", search, "Absent for checks."),
        JSONSchema.optional(
            "accepted", .map(.string), "Why findings of these checks are accepted."),
        JSONSchema.optional("strict", .boolean, "Whether warnings count as failures do."),
        JSONSchema.optional("stopAtFirst", .boolean, "Whether the first failure ends the run."),
    ])

    private static let search = JSONSchema.object([
        JSONSchema.field("metric", .string),
        JSONSchema.field("goal", .words(["minimize", "maximize"])),
        JSONSchema.field(
            "space",
            .list(
                .object([
                    JSONSchema.field("name", .string),
                    JSONSchema.field("distribution", distribution),
                ]))), JSONSchema.field("trials", .integer(from: 0), "How many were planned."),
        JSONSchema.optional(
            "defaultsTrial", .integer(from: 0), "The trial with the file's own defaults."),
        JSONSchema.optional(
            "repeats",
            .object([
                JSONSchema.field("trials", .integer(from: 1)),
                JSONSchema.field("seeds", .integer(from: 1)),
            ]), "How often the leading trials were to run again."),
    ])

    private static let distribution = JSONSchema.choice([
        JSONSchema.field("uniform", bounds(.number)),
        JSONSchema.field("logUniform", bounds(.number)),
        JSONSchema.field("integer", bounds(.integer(from: nil))),
        JSONSchema.field("logInteger", bounds(.integer(from: 1))),
        JSONSchema.field("choice", .list(.scalar)),
    ])

    private static func bounds(_ number: JSONSchema) -> JSONSchema {
        .object([JSONSchema.field("low", number), JSONSchema.field("high", number)])
    }
}
