internal import Foundation

/// The first point where two JSON values differ, keys in order.
struct JSONDifference: Equatable {
    /// Such as `findings[0].evidence`; `.` is the value itself.
    var path: String
    var left: String
    var right: String

    /// Nil where both hold the same.
    static func first(in left: Data, and right: Data) throws -> JSONDifference? {
        let options = JSONSerialization.ReadingOptions.fragmentsAllowed
        return first(
            try JSONSerialization.jsonObject(with: left, options: options),
            try JSONSerialization.jsonObject(with: right, options: options), at: "")
    }

    private static func first(_ left: Any, _ right: Any, at path: String) -> JSONDifference? {
        if let left = left as? [String: Any], let right = right as? [String: Any] {
            for key in Set(left.keys).union(right.keys).sorted() {
                let position = path.isEmpty ? key : "\(path).\(key)"
                let (one, other) = (left[key], right[key])
                guard let one, let other else {
                    return JSONDifference(path: position, left: text(one), right: text(other))
                }
                if let found = first(one, other, at: position) { return found }
            }
            return nil
        }
        if let left = left as? [Any], let right = right as? [Any] {
            for (index, (one, other)) in zip(left, right).enumerated() {
                if let found = first(one, other, at: "\(path)[\(index)]") { return found }
            }
            guard left.count != right.count else { return nil }
            return JSONDifference(
                path: path, left: "\(left.count) elements", right: "\(right.count) elements")
        }
        let (one, other) = (whole(left), whole(right))
        guard one != other else { return nil }
        return JSONDifference(
            path: path.isEmpty ? "." : path, left: text(left), right: text(right))
    }

    private static func text(_ value: Any?) -> String {
        guard let value else { return "nothing" }
        let text = whole(value)
        return text.count <= 60 ? text : text.prefix(60) + "…"
    }

    private static func whole(_ value: Any) -> String {
        let bytes = try? JSONSerialization.data(
            withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
        return bytes.map { String(decoding: $0, as: UTF8.self) } ?? "\(value)"
    }
}
