/// A curve in one line of words.
package enum Sparkline {
    private static let blocks = Array("▁▂▃▄▅▆▇█")

    /// Returns the values as blocks between their smallest and largest, at most `width` of them
    /// (the last value of each portion stands for it); values that are no number leave a gap.
    package static func text(_ values: [Double], width: Int) -> String {
        let count = min(max(width, 0), values.count)
        let portions = (0..<count).map { values[($0 + 1) * values.count / count - 1] }
        let finite = portions.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
            return String(repeating: " ", count: count)
        }
        let span = high / 2 - low / 2
        return String(
            portions.map { value in
                guard value.isFinite else { return " " }
                guard span > 0 else { return blocks[3] }
                return blocks[Int(((value / 2 - low / 2) / span * 7).rounded())]
            })
    }
}
