internal import Datasets
internal import Jobs

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
        ownValidation: .path, hasShape: false,
        source: { Source(path: $0.word("path"), own: ["length", "tokens", "targets"]) },
        files: { [$0.path] })
}
