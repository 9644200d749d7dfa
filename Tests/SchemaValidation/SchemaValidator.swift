package import Foundation

/// Validates JSON against the part of JSON Schema (draft 2020-12) that the project's own schemas
/// use; a keyword that it does not know is an objection too.
package struct SchemaValidator {
    private let schema: [String: Any]

    package init(_ schema: Data) throws {
        guard let object = try JSONSerialization.jsonObject(with: schema) as? [String: Any] else {
            throw CocoaError(.propertyListReadCorrupt)
        }
        self.schema = object
    }

    /// What is wrong with a document; empty where it is valid.
    package func objections(to document: Data) throws -> [String] {
        objections(
            to: try JSONSerialization.jsonObject(with: document, options: .fragmentsAllowed),
            schema, "")
    }

    private func objections(to value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        var found: [String] = []
        for (keyword, rule) in schema {
            switch (keyword, rule) {
            case ("$schema", _), ("$id", _), ("title", _), ("description", _): continue
            case ("type", let name as String):
                if !Self.isOf(name, value) { found.append("\(path): is no \(name): \(value)") }
            case ("type", let names as [String]):
                if !names.contains(where: { Self.isOf($0, value) }) {
                    found.append("\(path): is none of \(names): \(value)")
                }
            case ("const", let word as String):
                if value as? String != word { found.append("\(path): is not \(word)") }
            case ("enum", let words as [String]):
                if !words.contains(value as? String ?? "?") {
                    found.append("\(path): is none of \(words): \(value)")
                }
            case ("minimum", let least as NSNumber):
                if let number = value as? NSNumber, number.doubleValue < least.doubleValue {
                    found.append("\(path): is below \(least): \(value)")
                }
            case ("items", let item as [String: Any]):
                for (index, element) in (value as? [Any] ?? []).enumerated() {
                    found += objections(to: element, item, "\(path)/\(index)")
                }
            case ("anyOf", let schemas as [[String: Any]]):
                if matches(value, schemas) == 0 { found.append("\(path): matches nothing") }
            case ("oneOf", let schemas as [[String: Any]]):
                let count = matches(value, schemas)
                if count != 1 { found.append("\(path): matches \(count) choices") }
            case ("required", let names as [String]):
                let object = value as? [String: Any] ?? [:]
                found += names.filter { object[$0] == nil }.map { "\(path): lacks \($0)" }
            case ("properties", _), ("additionalProperties", _): continue
            default: found.append("\(path): unknown keyword \(keyword)")
            }
        }
        return found + members(of: value, schema, path)
    }

    private func members(of value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        guard let object = value as? [String: Any] else { return [] }
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        return object.flatMap { name, member in
            if let rule = properties[name] {
                return objections(to: member, rule, "\(path)/\(name)")
            }
            switch schema["additionalProperties"] {
            case let rule as [String: Any]:
                return objections(to: member, rule, "\(path)/\(name)")
            case let isAllowed as NSNumber where !isAllowed.boolValue:
                return ["\(path): has the unknown field \(name)"]
            default: return []
            }
        }
    }

    private func matches(_ value: Any, _ schemas: [[String: Any]]) -> Int {
        schemas.count { objections(to: value, $0, "").isEmpty }
    }

    private static func isOf(_ name: String, _ value: Any) -> Bool {
        let number = value as? NSNumber
        let isFlag = number.map { isBoolean($0) } ?? false
        switch name {
        case "object": return value is [String: Any]
        case "array": return value is [Any]
        case "string": return value is String
        case "boolean": return isFlag
        case "number": return number != nil && !isFlag
        case "integer":
            return number.map { !isFlag && $0.doubleValue.rounded() == $0.doubleValue } ?? false
        default: return false
        }
    }

    /// Foundation tells a flag from a number by its C type alone.
    private static func isBoolean(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
    }
}
