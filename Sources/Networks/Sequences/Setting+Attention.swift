internal import Components

/// The keys that layers with attention share.
extension Setting {
    static let heads = Setting.required(
        "heads", "how many heads the features form", .integer(1...65_536),
        synonyms: ["num-heads", "num_heads", "nhead"])

    /// A share that is set to 0 while the network learns.
    static func dropout(
        _ name: String, _ meaning: String, synonyms: [String] = ["rate"]
    ) -> Setting {
        .optional(name, meaning, .number(.fraction), standard: .real(0), synonyms: synonyms)
            .resting(at: .real(0))
    }
}

extension Settings {
    /// The heads that the features of [length, features] form.
    ///
    /// - Throws: ``ShapeError`` where they do not split into them.
    func heads(of input: [Int]) throws(ShapeError) -> Int {
        let heads = integer("heads")
        guard input[1] % heads == 0 else {
            throw ShapeError(
                "the \(input[1]) features of its input \(input) do not split into \(heads) heads")
        }
        return heads
    }
}
