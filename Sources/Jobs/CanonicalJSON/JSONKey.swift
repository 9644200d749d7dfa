/// A key or an index on the path to a value.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(index: Int) {
        stringValue = "Index \(index)"
        intValue = index
    }

    init(intValue: Int) { self.init(index: intValue) }

    /// What a value is called that is written or read for a superclass.
    static let superclass = JSONKey(stringValue: "super")
}
