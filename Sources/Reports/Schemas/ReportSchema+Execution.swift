internal import Jobs

/// The document of `execution.json`.
extension ReportSchema {
    private typealias S = JSONSchema

    static let account = JSONSchema.object([
        S.field("schema", .constant(ExecutionReport.currentSchema)),
        S.field("run", .string, "The run's id."), S.field("experiment", .string),
        S.field("numerics", .string), S.field("started", .string, "ISO 8601, in UTC."),
        S.field("ended", .string, "ISO 8601, in UTC."), S.field("wallSeconds", .number),
        S.field(
            "totals",
            .object([
                S.field("jobs", .integer(from: 0)), S.field("attempts", .integer(from: 0)),
                S.field("failures", .integer(from: 0)), S.field("computeSeconds", .number),
                S.field("peakMemory", .integer(from: 0), "Bytes."),
            ])),
        S.field(
            "hosts",
            .list(
                .object([
                    S.field("name", .string), S.field("workers", .integer(from: 0)),
                    S.field("jobs", .integer(from: 0)), S.field("seconds", .number),
                    S.field(
                        "openblasKernels", .list(.string), "Those that OpenBLAS chose there."),
                    S.field(
                        "vectorLevels", .list(.string), "`x86-64-v4`, `x86-64-v3`, `baseline`."),
                ]))), S.field("jobs", .list(job)),
    ])

    private static let job = JSONSchema.object([
        S.field("name", .string),
        S.field("attempts", .integer(from: 0), "That ended, the one that counted included."),
        S.optional("host", .string, "Absent where no attempt counted."),
        S.optional("worker", .string, "Absent where no attempt counted."),
        S.optional("slot", .integer(from: 0), "Absent where no attempt counted."),
        S.optional("seconds", .number, "Absent where no attempt counted."),
        S.optional("peakMemory", .integer(from: 0), "Bytes; absent where no attempt counted."),
        S.optional("openblasKernel", .string, "What OpenBLAS chose on that host."),
        S.optional("vectorLevel", .string, "What our own loops used on that host."),
        S.field("failures", .list(failure), "The attempts that failed."),
    ])

    private static let failure = JSONSchema.object([
        S.field("kind", .words(Failure.Kind.allCases.map(\.rawValue))),
        S.field("message", .string, "What happened, where, and what to do."),
    ])
}
