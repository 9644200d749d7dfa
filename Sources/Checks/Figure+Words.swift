internal import ElementaryFunctions
internal import Jobs

/// Thresholds as the sentences of checks say them.
extension Figure {
    /// Returns a small count as a word, such as `three`, and any other in digits.
    static func words(_ count: Double) -> String {
        let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        guard let whole = Int(exactly: count), words.indices.contains(whole) else {
            return text(count)
        }
        return words[whole]
    }

    static func words(_ count: Int) -> String { words(Double(count)) }

    /// Returns a share as a fraction that has a name, such as `half`, or in percent.
    static func share(_ share: Double) -> String {
        switch share {
        case 0.5: "half"
        case 0.25: "quarter"
        case 0.2: "fifth"
        case 0.1: "tenth"
        default: "\(text(100 * share)) %"
        }
    }

    /// Returns `twice`, or `3 times`.
    static func times(_ factor: Double) -> String {
        factor == 2 ? "twice" : "\(text(factor)) times"
    }

    /// Returns how many percent of a normal distribution lie within so many standard deviations.
    static func coverage(_ deviations: Double) -> String {
        text((1000 * Double.erf(deviations / 2.0.squareRoot())).rounded() / 10)
    }
}
