/// One value, or one key, of scanned JSON. Tokens stand in the order of the bytes; behind an
/// object or an array come those of what it holds, a key before its value.
struct JSONToken {
    enum Kind: UInt8 {
        case null, flag, number, text, array, object
    }

    /// What was seen of it on the way.
    struct Traits: OptionSet {
        let rawValue: UInt8

        /// A flag that is true.
        static let isTrue = Traits(rawValue: 1)
        /// A number that is an optional sign and digits.
        static let isInteger = Traits(rawValue: 2)
        /// A text without escapes; an object whose keys are so, and ASCII.
        static let isPlain = Traits(rawValue: 4)
        /// An object each of whose keys comes behind the former one in order, so that none is there
        /// twice.
        static let isOrdered = Traits(rawValue: 8)
    }

    static let noParent = UInt32.max

    var kind: Kind
    var traits: Traits
    /// Where a number or a text begins; how many values an array or an object holds.
    var first: UInt32
    /// Where a number or a text ends; the index of the token behind an array or an object.
    var end: UInt32
    /// The index of the array or the object that holds it.
    let parent: UInt32
    /// How many values that one holds before it.
    let ordinal: UInt32
}
