/// Whether a metric still gets better: what `ReduceOnPlateau` and `EarlyStopping` count.
struct Patience: Hashable, Sendable {
    /// The best value so far; nil before the first.
    private(set) var best: Double?
    /// The judgements since.
    var waited = 0

    init() {}

    init(best: Double?, waited: Int) {
        self.best = best
        self.waited = waited
    }

    /// - Parameter isBetter: whether the first value is better than the second, the best so far.
    mutating func judge(_ value: Double, isBetter: (Double, Double) -> Bool) {
        if best.map({ isBetter(value, $0) }) ?? !value.isNaN {
            best = value
            waited = 0
        } else {
            waited += 1
        }
    }
}
