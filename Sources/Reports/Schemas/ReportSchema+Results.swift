internal import Jobs

/// What the two documents hold, part by part.
extension ReportSchema {
    private typealias S = JSONSchema

    static let finding = JSONSchema.object([
        S.field("check", .string, "The check's name, such as initial-loss."),
        S.field("verdict", verdict), S.field("verifies", .string, "What the check verifies."),
        S.field("expected", .string, "What a sound experiment shows."),
        S.field("thresholds", .map(.number), "The numbers that it was judged by."),
        S.field(
            "measurements",
            .list(
                .object([
                    S.field("name", .string), S.field("value", .number),
                    S.field("expected", .string, "The bound or range in words."),
                    S.field("unit", .string, "Empty for a pure number."),
                ]))), S.field("evidence", .string, "One sentence: what was seen."),
        S.field("advice", .string, "What probably causes it and what to try."),
        S.field(
            "explains", .list(.string), "Checks whose findings would be symptoms of this one."),
        S.field("series", .list(series)), S.field("pictures", .list(picture)),
        S.field(
            "tables",
            .list(
                .object([
                    S.field("name", .string), S.field("columns", .list(.string)),
                    S.field("rows", .list(.list(.string))),
                ]))),
    ])

    private static let series = JSONSchema.object([
        S.field("name", .string), S.field("kind", .words(["line", "bar", "scatter"])),
        S.field("xLabel", .string), S.field("yLabel", .string), S.field("x", .list(.number)),
        S.field("y", .list(.number)), S.field("ticks", .list(.string), "Words for the positions."),
    ])

    private static let picture = JSONSchema.object([
        S.field("caption", .string), S.field("width", .integer(from: 1)),
        S.field("height", .integer(from: 1)), S.field("channels", .integer(from: 1)),
        S.field("pixels", .string, "Base64 of 8-bit values, row by row."),
    ])

    static let trial = JSONSchema.object([
        S.field("index", .integer(from: 0), "The number in trial/17."),
        S.optional("rank", .integer(from: 1), "Only of a completed trial with a finite metric."),
        S.field("state", state), S.field("reason", .string, "Why it is not completed."),
        S.field("parameters", .map(.scalar)), S.field("metrics", .map(.number)),
        S.field(
            "history",
            .list(
                .object([
                    S.field("epoch", .integer(from: 1)), S.field("metrics", .map(.number)),
                ]))),
        S.field(
            "findings",
            .list(
                .object([
                    S.field("check", .string, "The monitor's name."), S.field("verdict", verdict),
                    S.field("evidence", .string, "What was seen."),
                ]))),
    ])

    private static let state = JSONSchema.words(ReportedTrial.State.allCases.map(\.rawValue))

    static let summary = JSONSchema.object([
        S.field("verdict", .string, "The whole run in a sentence or two."),
        S.field(
            "findings", .object(Finding.Verdict.allCases.map { S.field($0.rawValue, count) })),
        S.field(
            "problems",
            .list(
                .object([
                    S.field("check", .string), S.field("verdict", verdict),
                    S.field("evidence", .string), S.field("advice", .string),
                    S.field(
                        "explains", .list(.string), "Problems that would be symptoms of this one."),
                ])), "Causes before their symptoms, most severe first."),
        S.field(
            "accepted",
            .list(
                .object([
                    S.field("check", .string), S.field("verdict", verdict),
                    S.field("evidence", .string), S.field("why", .string),
                ])), "Known findings, which count for nothing."),
        S.optional(
            "trials",
            .object(
                ["planned", "completed", "infeasible", "failed", "cancelled", "ranked"]
                    .map { S.field($0, count) }), "Absent for checks."),
        S.optional("best", leader, "The trial ranked first."),
        S.field("bestSoFar", .list(leader), "By trial index."),
    ])

    private static let count = JSONSchema.integer(from: 0)

    private static let leader = JSONSchema.object([
        S.field("trial", .integer(from: 0)), S.field("value", .number),
    ])

    private static let comparison = JSONSchema.object([
        S.field("other", .integer(from: 0), "The trial that this one is compared with."),
        S.field("pairs", .integer(from: 0), "Seeds that gave both a number."),
        S.field("difference", .number, "The mean over the pairs."),
        S.optional("low", .number, "The interval's lower end."),
        S.optional("high", .number, "The interval's upper end."),
        S.field("probabilityOtherIsBetter", .number),
    ])

    static let repeats = JSONSchema.object([
        S.field(
            "trials",
            .list(
                .object([
                    S.field("rank", .integer(from: 1)), S.field("trial", .integer(from: 0)),
                    S.field(
                        "runs",
                        .list(
                            .object([
                                S.field("seed", .integer(from: 0)), S.field("state", state),
                                S.field("reason", .string),
                                S.optional("value", .number, "The search's metric at the end."),
                            ]))),
                    S.optional("mean", .number, "Of the runs that gave a finite number."),
                    S.optional("behindFirst", comparison, "Against the trial ranked first."),
                    S.optional("behindPrevious", comparison, "Against the one before."),
                ]))), S.field("reason", .string, "Why there are none."),
    ])
}
