/// What a setting may hold, and how it is read.
package struct SettingKind: Sendable {
    /// Such as `an integer of at least 1`.
    package let words: String
    /// The keys of a mapping that the setting holds; nil where it holds none.
    package var group: ComponentKind?
    package let read: @Sendable (Field) -> SettingValue?

    package init(
        words: String, group: ComponentKind? = nil,
        read: @escaping @Sendable (Field) -> SettingValue?
    ) {
        self.words = words
        self.group = group
        self.read = read
    }

    package static func integer(_ range: ClosedRange<Int>) -> SettingKind {
        SettingKind(words: Field.words(range)) { field in
            field.integer(in: range).map { .scalar(.integer($0)) }
        }
    }

    package static func number(_ range: NumberRange) -> SettingKind {
        SettingKind(words: range.words) { field in
            field.number(in: range).map { .scalar(ParameterValue(number: $0)) }
        }
    }

    package static let flag = SettingKind(words: "true or false") { field in
        field.flag().map { .scalar(.flag($0)) }
    }

    package static func word(_ words: [String]) -> SettingKind {
        SettingKind(words: words.joined(separator: ", ")) { field in
            field.word(of: words).map { .scalar(.text($0)) }
        }
    }

    /// A word, or a number.
    package static func wordOrNumber(_ word: String, _ range: NumberRange) -> SettingKind {
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
    package static func size(_ range: ClosedRange<Int>) -> SettingKind {
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
    package static func numbers(_ ranges: [NumberRange]) -> SettingKind {
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

    /// A list of one integer or more.
    package static func integers(_ range: ClosedRange<Int>) -> SettingKind {
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

    package static func component<Entry>(_ catalogue: Catalogue<Entry>) -> SettingKind {
        SettingKind(words: catalogue.names.joined(separator: ", ")) { field in
            catalogue.read(field).map { .component($0) }
        }
    }

    /// A mapping of keys of its own, or the value that its shorthand stands for.
    package static func group(_ kind: ComponentKind) -> SettingKind {
        let keys = "{\(kind.settings.map(\.name).joined(separator: ", "))}"
        let shorthand = kind.shorthand.flatMap(kind.setting)
        return SettingKind(
            words: shorthand.map { "\($0.kind.words), or \(keys)" } ?? keys, group: kind
        ) { field in
            kind.read(field).map { .component($0) }
        }
    }
}
