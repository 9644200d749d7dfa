internal import Foundation

/// Numbers as people read them; the exact ones are in `report.json`. All of them are ASCII, as
/// programs and files take them.
public enum Figure {
    /// Returns `value` to four significant digits, such as `0.9712`, `1234`, `3.2e-5`.
    public static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "Infinity" : "-Infinity" }
        if value == 0 { return "0" }
        if abs(value) < 1e7, value == value.rounded() { return String(Int(value)) }
        let parts = String(format: "%.3e", value).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(value)" }
        if exponent < -3 || exponent > 4 {
            return "\(trimmed(String(parts[0])))e\(exponent)"
        }
        return trimmed(String(format: "%.\(max(0, 3 - exponent))f", value))
    }

    public static func text(_ value: ParameterValue) -> String {
        switch value {
        case .real(let number): text(number)
        case .integer(let number): String(number)
        case .text, .flag: value.description
        }
    }

    /// Returns `value` with its unit, such as `2.31 nats`; a percent sign stands close.
    public static func text(_ value: Double, unit: String) -> String {
        unit.isEmpty || unit == "%" ? text(value) + unit : "\(text(value)) \(unit)"
    }

    /// Returns a number of bytes, such as `1.5 MiB`.
    public static func bytes(_ count: Int) -> String {
        let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
        var value = Double(count)
        var unit = 0
        while value >= 1024, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        if unit == 0 { return count == 1 ? "1 byte" : "\(count) bytes" }
        return trimmed(String(format: value < 10 ? "%.1f" : "%.0f", value)) + " " + units[unit]
    }

    /// Returns a length of time, such as `1.2 s`, `3 min 20 s`, `2 h 05 min`.
    public static func seconds(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
        if seconds < 9.95 { return String(format: "%.1f s", seconds) }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(String(format: "%02d", whole % 60)) s" }
        return "\(whole / 3600) h \(String(format: "%02d", whole % 3600 / 60)) min"
    }

    private static func trimmed(_ digits: String) -> String {
        guard digits.contains(".") else { return digits }
        var digits = Substring(digits)
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
        return String(digits)
    }
}
