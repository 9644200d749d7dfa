internal import Components

extension DataFormat {
    /// Text as ids of its characters or words: a language model's next tokens, or labelled lines.
    static let text = DataFormat(
        "text", "Text as ids: a language model's next tokens, or lines with a label each.",
        keys: [
            .path("the text", synonyms: ["file", "data", "inputs"]),
            .required(
                "length", "the tokens of one row", .integer(1...1_048_576),
                synonyms: ["context", "block-size", "sequence-length", "shape"]),
            .optional(
                "tokens", "what an id stands for",
                .word(TextOptions.Tokens.allCases.map(\.rawValue)), standard: .text("characters"),
                synonyms: ["tokenizer", "level", "unit"]),
            .optional(
                "targets", "what is to be told",
                .word(TextOptions.Goal.allCases.map(\.rawValue)), standard: .text("next-token"),
                synonyms: ["task", "labels", "predict"]),
        ],
        own: ["length", "tokens", "targets"], ownValidation: .path, hasShape: false,
        givesIds: true, inputShape: { [$0.integer("length")] },
        source: { Source(path: $0.word("path")) },
        read: { request in
            let settings = request.settings
            return try .text(
                request.contents(request.source.path),
                options: TextOptions(
                    tokens: TextOptions.Tokens(rawValue: settings.word("tokens")) ?? .characters,
                    goal: TextOptions.Goal(rawValue: settings.word("targets")) ?? .nextToken,
                    length: settings.integer("length")),
                reading: request.reading)
        })
}
