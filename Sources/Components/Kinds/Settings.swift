/// A component's settings, what the file leaves out filled from the catalogue.
///
/// The accessors trap where a setting does not hold what its kind says: the parser lets nothing
/// else through, so only code that makes specifications by hand can do that.
package struct Settings {
    private let kind: ComponentKind
    private let values: [String: SettingValue]

    package init(_ specification: ComponentSpecification, kind: ComponentKind) {
        self.kind = kind
        values = specification.settings
    }

    package subscript(_ name: String) -> SettingValue? {
        values[name] ?? kind.setting(name)?.standard
    }

    package func scalar(_ name: String) -> ParameterValue? {
        if case .scalar(let value) = self[name] { value } else { nil }
    }

    package func optionalInteger(_ name: String) -> Int? {
        scalar(name)?.number.flatMap { Int(exactly: $0) }
    }

    package func integer(_ name: String) -> Int {
        guard let value = optionalInteger(name) else { wrong(name, "an integer") }
        return value
    }

    package func optionalNumber(_ name: String) -> Double? { scalar(name)?.number }

    package func number(_ name: String) -> Double {
        guard let value = optionalNumber(name) else { wrong(name, "a number") }
        return value
    }

    package func flag(_ name: String) -> Bool {
        if case .flag(let value) = scalar(name) { value } else { wrong(name, "true or false") }
    }

    package func word(_ name: String) -> String {
        if case .text(let value) = scalar(name) { value } else { wrong(name, "a word") }
    }

    package func numbers(_ name: String) -> [Double]? {
        guard case .list(let list) = self[name] else { return nil }
        return list.map {
            guard case .scalar(let value) = $0, let number = value.number else {
                wrong(name, "numbers")
            }
            return number
        }
    }

    /// [height, width], also where one number stands for both.
    package func size(_ name: String) -> [Int] {
        if let numbers = numbers(name), numbers.count == 2 { return numbers.map { Int($0) } }
        return [integer(name), integer(name)]
    }

    package func component(_ name: String) -> ComponentSpecification? {
        if case .component(let component) = self[name] { component } else { nil }
    }

    private func wrong(_ name: String, _ wanted: String) -> Never {
        fatalError(
            "\(kind.name) needs \(wanted) as \"\(name)\", not \(String(describing: self[name]))")
    }
}
