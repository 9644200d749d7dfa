internal import Jobs

/// What a setting may hold, and how it is read.
struct SettingKind: Sendable {
    /// Such as `an integer of at least 1`.
    let words: String
    /// The keys of a mapping that the setting holds; nil where it holds none.
    var group: ComponentKind?
    let read: @Sendable (Field) -> SettingValue?

    static func integer(_ range: ClosedRange<Int>) -> SettingKind {
        SettingKind(words: Field.words(range)) { field in
            field.integer(in: range).map { .scalar(.integer($0)) }
        }
    }

    static func number(_ range: NumberRange) -> SettingKind {
        SettingKind(words: range.words) { field in
            field.number(in: range).map { .scalar(ParameterValue(number: $0)) }
        }
    }

    static let flag = SettingKind(words: "true or false") { field in
        field.flag().map { .scalar(.flag($0)) }
    }

    static func word(_ words: [String]) -> SettingKind {
        SettingKind(words: words.joined(separator: ", ")) { field in
            field.word(of: words).map { .scalar(.text($0)) }
        }
    }

    /// Whether a weight is another layer's: `true` for the one before, or that one's path.
    static let tie = SettingKind(
        words: "true, false, or a path such as 0.branches.1.0"
    ) { field in
        switch field.node.content {
        case .value(.flag(let flag)): return .scalar(.flag(flag))
        case .value(.text(let path)) where !path.isEmpty: return .scalar(.text(path))
        case .value(.integer(let position)) where position >= 0: return .text("\(position)")
        default:
            field.refuse(allowed: "true, false, or a path such as 0 or \"2.layers.0\" in quotes")
            return nil
        }
    }

    /// A word, or a number.
    static func wordOrNumber(_ word: String, _ range: NumberRange) -> SettingKind {
        let words = "\(word), or \(range.words)"
        return SettingKind(words: words) { field in
            guard case .value(let value) = field.node.content else {
                field.refuse(allowed: words)
                return nil
            }
            if case .text(word) = value { return .scalar(.text(word)) }
            guard let number = value.number, number.isFinite, range.contains(number) else {
                field.refuse(allowed: words)
                return nil
            }
            return .scalar(ParameterValue(number: number))
        }
    }

    /// One integer, or one for the height and one for the width.
    static func size(_ range: ClosedRange<Int>) -> SettingKind {
        let words = Field.words(range)
        return SettingKind(words: "\(words), or two: [height, width]") { field in
            guard let elements = field.elements else {
                return field.integer(in: range).map { .scalar(.integer($0)) }
            }
            guard elements.count == 2 else {
                field.fail("found \(elements.count) numbers; allowed: one, or [height, width]")
                return nil
            }
            let sizes = elements.compactMap { $0.integer(in: range) }
            return sizes.count == 2 ? .list(sizes.map { .scalar(.integer($0)) }) : nil
        }
    }

    /// A list of as many numbers as there are ranges.
    static func numbers(_ ranges: [NumberRange]) -> SettingKind {
        SettingKind(words: "a list of \(ranges.count) numbers") { field in
            guard let elements = field.elements, elements.count == ranges.count else {
                field.refuse(allowed: "a list of \(ranges.count) numbers")
                return nil
            }
            let numbers = zip(elements, ranges).compactMap { $0.number(in: $1) }
            guard numbers.count == ranges.count else { return nil }
            return .list(numbers.map { .scalar(ParameterValue(number: $0)) })
        }
    }

    /// Layers in a row.
    static let layers = SettingKind(words: "a list of layers") { field in
        guard let elements = field.elements else {
            field.refuse(allowed: "a list of layers, each beginning with \"- \"")
            return nil
        }
        let layers = elements.compactMap { Catalogue<LayerKind>.layers.read($0) }
        return layers.count == elements.count ? .list(layers.map { .component($0) }) : nil
    }

    /// Two lists of layers or more, each of which may be empty.
    static let branches = SettingKind(words: "a list of branches, each a list of layers") { field in
        guard let elements = field.elements, elements.count > 1 else {
            field.refuse(allowed: "a list of 2 branches or more, each a list of layers")
            return nil
        }
        let branches = elements.compactMap { layers.read($0) }
        return branches.count == elements.count ? .list(branches) : nil
    }

    /// A list of one integer or more.
    static func integers(_ range: ClosedRange<Int>) -> SettingKind {
        let words = "a list of 1 or more integers from \(range.lowerBound) to \(range.upperBound)"
        return SettingKind(words: words) { field in
            guard let elements = field.elements, !elements.isEmpty else {
                field.refuse(allowed: words)
                return nil
            }
            let numbers = elements.compactMap { $0.integer(in: range) }
            return numbers.count == elements.count
                ? .list(numbers.map { .scalar(.integer($0)) }) : nil
        }
    }

    static func component<Entry>(_ catalogue: Catalogue<Entry>) -> SettingKind {
        SettingKind(words: catalogue.names.joined(separator: ", ")) { field in
            catalogue.read(field).map { .component($0) }
        }
    }

    /// A mapping of keys of its own, or the value that its shorthand stands for.
    static func group(_ kind: ComponentKind) -> SettingKind {
        let keys = "{\(kind.settings.map(\.name).joined(separator: ", "))}"
        let shorthand = kind.shorthand.flatMap(kind.setting)
        return SettingKind(
            words: shorthand.map { "\($0.kind.words), or \(keys)" } ?? keys, group: kind
        ) { field in
            kind.read(field).map { .component($0) }
        }
    }
}
