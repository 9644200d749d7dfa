/// Names in the order in which people count: `trial/2` before `trial/10`.
enum NaturalOrder {
    static func precedes(_ left: String, _ right: String) -> Bool {
        let (first, second) = (parts(left), parts(right))
        if first.word != second.word { return first.word < second.word }
        if first.number != second.number { return first.number < second.number }
        return left < right
    }

    private static func parts(_ name: String) -> (word: Substring, number: Int) {
        let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
        return (name.dropLast(digits), Int(name.suffix(digits)) ?? -1)
    }
}
