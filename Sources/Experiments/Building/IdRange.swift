internal import Datasets

/// What the inputs of an embedding are like.
struct IdRange {
    private let smallest: Float
    private let largest: Float
    /// The first input that is no whole number.
    private let fraction: Float?

    init(_ sets: Dataset...) {
        let inputs = sets.lazy.map(\.inputs).joined()
        smallest = inputs.min() ?? 0
        largest = inputs.max() ?? 0
        fraction = inputs.first { $0 != $0.rounded() || !$0.isFinite }
    }

    /// An input that is none of so many ids; nil where all are.
    func first(outside rows: Int) -> String? {
        if let fraction { return "\(fraction)" }
        let wrong = smallest < 0 ? smallest : largest >= Float(rows) ? largest : nil
        return wrong.map { Int(exactly: $0).map(String.init) ?? "\($0)" }
    }
}
