internal import Components

/// Looks through a YAML text before libyaml does, for what libyaml would explain badly (tabs, an
/// unquoted `${…}` inside `{ }`), for what experiment files do without (tags, complex keys), and
/// for what could take for ever (deep nesting, aliases of aliases).
///
/// It follows quotes, comments and flow brackets; the text keeps its length, so places stay right.
struct YAMLScreen {
    /// Stand for the braces of a `${…}` that should have been quoted, so that reading can go on.
    static let openingMask: Unicode.Scalar = "\u{E001}"
    static let closingMask: Unicode.Scalar = "\u{E002}"
    static let mostBytes = 1 << 20
    static let mostAliases = 32
    static let deepestNesting = 32

    /// The text with its masks.
    private(set) var scalars: [Unicode.Scalar]
    /// False where libyaml should not see the text.
    private(set) var isReadable = true
    private let diagnostics: Diagnostics
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var nesting = 0
    private var aliases = 0
    /// True inside a plain scalar, where quotes and most indicators mean themselves.
    private var isInPlainScalar = false

    init(_ text: String, diagnostics: Diagnostics) {
        self.diagnostics = diagnostics
        scalars = []
        guard text.utf8.count <= Self.mostBytes else {
            diagnostics.fail(
                "the file has \(text.utf8.count) bytes; allowed: at most \(Self.mostBytes)",
                at: .none)
            isReadable = false
            return
        }
        scalars = Array(text.unicodeScalars)
        isReadable = !TabIndentation.isFound(in: text, diagnostics: diagnostics)
        while index < scalars.count, isReadable { step() }
    }

    private var place: Place { Place(line: line, column: index - lineStart + 1) }

    private func scalar(_ offset: Int) -> Unicode.Scalar? {
        scalars.indices.contains(index + offset) ? scalars[index + offset] : nil
    }

    private func isBlank(_ offset: Int) -> Bool {
        guard let scalar = scalar(offset) else { return true }
        return scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    private mutating func refuse(_ message: String) {
        diagnostics.fail(message, at: place)
        isReadable = false
    }

    private mutating func step() {
        switch scalars[index] {
        case "\n": endLine()
        case " ", "\t", "\r": index += 1
        case "#" where index == lineStart || isBlank(-1): skipComment()
        case "$" where nesting > 0 && scalar(1) == "{": maskParameter()
        case "[", "{": open()
        case "]", "}": close()
        case ",": endPlainScalar(where: nesting > 0)
        case ":": endPlainScalar(where: endsKey)
        case "-" where isBlank(1) && !isInPlainScalar: index += 1
        case _ where isInPlainScalar: index += 1
        default: beginScalar()
        }
    }

    private var endsKey: Bool {
        isBlank(1) || nesting > 0 && scalar(1).map { ",[]{}".unicodeScalars.contains($0) } == true
    }

    private mutating func endLine() {
        index += 1
        line += 1
        lineStart = index
        isInPlainScalar = false
    }

    private mutating func skipComment() {
        while index < scalars.count, scalars[index] != "\n" { index += 1 }
    }

    private mutating func maskParameter() {
        var end = index + 2
        while end < scalars.count, scalars[end] != "}", scalars[end] != "\n" { end += 1 }
        guard end < scalars.count, scalars[end] == "}" else {
            index += 1
            return
        }
        let name = String(String.UnicodeScalarView(scalars[index...end]))
        diagnostics.fail(
            "inside { } and [ ] a parameter needs quotes: write \"\(name)\"", at: place)
        scalars[index + 1] = Self.openingMask
        scalars[end] = Self.closingMask
        isInPlainScalar = true
        index = end + 1
    }

    private mutating func open() {
        guard nesting > 0 || !isInPlainScalar else {
            index += 1
            return
        }
        nesting += 1
        isInPlainScalar = false
        if nesting > Self.deepestNesting {
            refuse("brackets are nested too deep; allowed: \(Self.deepestNesting) levels")
        }
        index += 1
    }

    private mutating func close() {
        index += 1
        guard nesting > 0 else { return }
        nesting -= 1
        isInPlainScalar = false
        refuseKey("a list or a mapping")
    }

    /// Refuses what was just read, where a colon makes a key of it.
    private mutating func refuseKey(_ what: String) {
        var offset = 0
        while scalar(offset) == " " { offset += 1 }
        guard scalar(offset) == ":" else { return }
        index += offset
        if endsKey { refuse("\(what) cannot be a key; allowed: a word") }
        index -= offset
    }

    private mutating func endPlainScalar(where ends: Bool) {
        if ends { isInPlainScalar = false }
        index += 1
    }

    private mutating func beginScalar() {
        switch scalars[index] {
        case "\"", "'": skipQuoted(scalars[index])
        case "?" where isBlank(1): refuse("\"? \" begins a complex key; allowed: a word as key")
        case "!": refuse("tags such as \"!!str\" are not used here; quote what is text")
        case "&": skipName()
        case "*":
            skipName()
            aliases += 1
            refuseKey("an alias")
            if aliases > Self.mostAliases {
                refuse("too many aliases; allowed: \(Self.mostAliases) in a file")
            }
        default:
            isInPlainScalar = true
            index += 1
        }
    }

    private mutating func skipName() {
        index += 1
        while !isBlank(0), !",[]{}".unicodeScalars.contains(scalars[index]) { index += 1 }
    }

    private mutating func skipQuoted(_ quote: Unicode.Scalar) {
        index += 1
        while index < scalars.count {
            if scalars[index] == "\n" {
                line += 1
                lineStart = index + 1
            }
            if quote == "\"", scalars[index] == "\\" {
                index += 1
            } else if scalars[index] == quote {
                guard quote == "'", scalar(1) == "'" else { break }
                index += 1
            }
            index += 1
        }
        index = min(index + 1, scalars.count)
    }
}
