public import Experiments
public import Jobs

extension Check {
    /// The thresholds that the check judges by, under their names in the experiment file.
    public var thresholds: [String: Double] {
        Dictionary(
            uniqueKeysWithValues: described.map { ($0.name, $0.standard.number ?? .nan) })
    }

    /// What the experiment file may say of the check: found from the default value itself.
    public static var description: CheckDescription {
        CheckDescription(name: name, summary: verifies, thresholds: Self().described)
    }

    /// The check with some of its thresholds at other values.
    ///
    /// - Parameter values: by their names in the experiment file.
    /// - Throws: `CheckError` for a threshold that the check does not have.
    public func with(_ values: [String: ParameterValue]) throws -> Self {
        if values.isEmpty { return self }
        let names = described.map(\.name)
        if let unknown = values.keys.sorted().first(where: { !names.contains($0) }) {
            throw CheckError(
                "the check \(name) has no threshold \"\(unknown)\""
                    + Spelling.question(unknown, among: names))
        }
        var encoded = try CanonicalJSON.decode(
            [String: ParameterValue].self, from: CanonicalJSON.encode(self))
        for key in encoded.keys { encoded[key] = values[key.kebab] ?? encoded[key] }
        return try CanonicalJSON.decode(Self.self, from: CanonicalJSON.encode(encoded))
    }

    /// The stored properties, in the order of the source.
    private var described: [ThresholdDescription] {
        Mirror(reflecting: self).children.compactMap { label, value in
            guard let label else { return nil }
            let name = (label.hasPrefix("_") ? String(label.dropFirst()) : label).kebab
            return switch value {
            case let threshold as any DescribedThreshold: threshold.description(named: name)
            case let number as Double:
                ThresholdDescription(
                    name: name, meaning: "a number that it judges by", allowed: .number(.any),
                    standard: ParameterValue(number: number))
            case let number as Int:
                ThresholdDescription(
                    name: name, meaning: "a count that it judges by",
                    allowed: .integer(0...Int.max), standard: .integer(number))
            default: nil
            }
        }
    }
}

extension String {
    /// A property's name as the experiment file writes it: `failAbove` is `fail-above`.
    fileprivate var kebab: String {
        reduce(into: "") { name, letter in
            name += letter.isUppercase ? "-\(letter.lowercased())" : String(letter)
        }
    }
}
