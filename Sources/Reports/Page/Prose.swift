/// Words for a page: what stands between backticks is set as code.
struct Prose {
    struct Run {
        let isCode: Bool
        let text: String
    }

    let runs: [Run]

    init(_ text: String) {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        let isPaired = parts.count % 2 == 1
        let texts = isPaired ? parts.map(String.init) : [text]
        runs = texts.enumerated().map { index, part in
            Run(isCode: isPaired && index % 2 == 1, text: PrintableText.page(part))
        }.filter { !$0.text.isEmpty }
    }

    /// Returns the words in a list of one, or of none where there are none: a template's section.
    static func section(_ text: String) -> [Prose] { text.isEmpty ? [] : [Prose(text)] }
}
