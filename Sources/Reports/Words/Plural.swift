/// Counted nouns.
enum Plural {
    /// Returns `1 trial`, `2 trials`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
