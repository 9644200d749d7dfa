internal import ElementaryFunctions
internal import Experiments
internal import Jobs

/// Distances to the nearest training row, equal rows left out.
struct NearestDistances {
    private let training: [Double]
    private let held: [Double]
    /// The validation row that is nearest to a training row.
    let nearest: Int

    init?(training: [Float], held: [Float], rows: [Int]) {
        let own = training.map { Double($0).squareRoot() }.filter { $0 > 1e-6 }
        let apart = zip(held, rows).filter { Double($0.0).squareRoot() > 1e-6 }
        guard own.count >= 40, apart.count >= 30, let first = apart.min(by: { $0.0 < $1.0 }) else {
            return nil
        }
        self.training = own.sorted()
        self.held = apart.map { Double($0.0).squareRoot() }.sorted()
        nearest = first.1
    }

    var usual: Double { Statistics.median(training) }
    var usualOfHeld: Double { Statistics.median(held) }

    /// How much more of the validation rows than of the training rows are near, where it is most,
    /// below half of the usual distance; and how near that is.
    var excess: (share: Double, distance: Double) {
        var best = (share: 0.0, distance: 0.0)
        var below = 0
        for (index, distance) in held.enumerated() where distance < usual / 2 {
            while below < training.count, training[below] <= distance { below += 1 }
            let share =
                Double(index + 1) / Double(held.count) - Double(below) / Double(training.count)
            if share > best.share { best = (share, distance) }
        }
        return best
    }

    /// P(D⁺ > d) ≈ exp(−2 d² nm / (n + m)).
    func chance(of share: Double) -> Double {
        let (n, m) = (Double(held.count), Double(training.count))
        return Double.exp(-2 * share * share * n * m / (n + m))
    }
}
