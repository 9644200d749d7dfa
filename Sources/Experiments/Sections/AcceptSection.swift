internal import Jobs

/// Reads the section `accept`: the checks whose findings are known and may be wrong, and why.
enum AcceptSection {
    private static let reason = "why its findings are accepted, in words"

    /// Returns the reasons by the checks' names; what is wrong is complained about.
    static func read(_ field: Field, _ descriptions: [CheckDescription]) -> [String: String] {
        guard field.isMapping else {
            field.refuse(allowed: "a mapping of checks, such as {feature-scale: raw pixels}")
            return [:]
        }
        let keys = descriptions.map { Key(name: $0.name) }
        guard let members = Members(field, keys: keys, noun: "check") else { return [:] }
        var found: [String: String] = [:]
        for description in descriptions {
            guard let member = members[description.name] else { continue }
            guard let why = member.text(reason) else { continue }
            if why.allSatisfy(\.isWhitespace) {
                member.refuse(allowed: reason)
            } else {
                found[description.name] = why
            }
        }
        return found
    }
}
