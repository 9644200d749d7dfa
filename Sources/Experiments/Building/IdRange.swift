internal import Datasets

/// What the inputs of an embedding are like.
struct IdRange {
    private let smallest: Float
    private let largest: Float
    /// The first input that is no whole number.
    private let fraction: Float?

    init(_ sets: Dataset...) {
        var ends: (smallest: Float, largest: Float)?
        var fraction: Float?
        for data in sets {
            data.forEachBlock { _, inputs in
                guard let least = inputs.min(), let most = inputs.max() else { return }
                ends = (min(ends?.smallest ?? least, least), max(ends?.largest ?? most, most))
                fraction = fraction ?? inputs.first { $0 != $0.rounded() || !$0.isFinite }
            }
        }
        smallest = ends?.smallest ?? 0
        largest = ends?.largest ?? 0
        self.fraction = fraction
    }

    /// An input that is none of so many ids; nil where all are.
    func first(outside rows: Int) -> String? {
        if let fraction { return "\(fraction)" }
        let wrong = smallest < 0 ? smallest : largest >= Float(rows) ? largest : nil
        return wrong.map { Int(exactly: $0).map(String.init) ?? "\($0)" }
    }
}
