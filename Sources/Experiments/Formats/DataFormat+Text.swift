internal import Datasets
internal import Jobs

extension DataFormat {
    /// Text as ids of its characters or words: a language model's next tokens, or labelled lines.
    static let text = DataFormat(
        name: "text",
        keys: [
            Key(name: "path", synonyms: ["file", "data", "inputs"]),
            Key(name: "length", synonyms: ["context", "block-size", "sequence-length"]),
            Key(name: "tokens", synonyms: ["tokenizer", "level", "unit"]),
            Key(name: "targets", synonyms: ["task", "labels", "predict"]),
        ],
        ownValidation: .path,
        read: { members in
            let path = members.required("path", "the text's file")?.text("a file")
            let length = members.required("length", "the tokens of one row, an integer")?
                .integer(in: 1...1_048_576)
            let tokens = members["tokens"].map {
                $0.word(of: TextOptions.Tokens.allCases.map(\.rawValue))
            }
            let targets = members["targets"].map {
                $0.word(of: TextOptions.Goal.allCases.map(\.rawValue))
            }
            guard let path, let length else { return nil }
            var source = Source(path: path, settings: ["length": .integer(length)])
            if let tokens = tokens ?? nil { source.settings["tokens"] = .text(tokens) }
            if let targets = targets ?? nil { source.settings["targets"] = .text(targets) }
            return source
        },
        files: { [$0.path] })
}
