internal import Components
internal import Tensors

/// The keys that losses share.
extension Setting {
    static let reduction = Setting.optional(
        "reduction", "over the rows of a batch", .word(["mean", "sum"]), standard: .text("mean"))

    static let ignoredClass = Setting.optional(
        "ignored-class", "rows, or positions, of this class do not count",
        .integer(-Int(Int32.max)...Int(Int32.max)),
        synonyms: ["ignore-index", "ignore-class", "padding-class"])

    static let margin = Setting.optional(
        "margin", "how far right scores must lie above the others", .number(.positive),
        standard: .integer(1))
}

extension Settings {
    var reduction: Reduction { word("reduction") == "sum" ? .sum : .mean }

    var ignoredClass: Int32? {
        optionalInteger("ignored-class").flatMap { Int32(exactly: $0) }
    }
}
