package import Randomness

/// The block bootstrap: how far a statistic of a series would scatter, its short-range dependence
/// kept.
///
/// Source: H. R. Künsch, "The jackknife and the bootstrap for general stationary observations",
/// Annals of Statistics 17 (1989).
package enum Bootstrap {
    /// Returns the interval that holds the middle `coverage` of the difference
    /// mean(`late`) − mean(`early`) over resamples in blocks.
    package static func differenceOfMeans(
        early: [Double], late: [Double], coverage: Double = 0.99, resamples: Int = 500,
        key: RandomKey
    ) -> ClosedRange<Double> {
        var stream = RandomStream(key)
        var differences = (0..<resamples).map { _ in
            resampledMean(late, &stream) - resampledMean(early, &stream)
        }
        differences.sort()
        let tail = (1 - coverage) / 2
        let low = Int((tail * Double(resamples)).rounded(.down))
        return differences[low]...differences[resamples - 1 - low]
    }

    private static func resampledMean(_ values: [Double], _ stream: inout RandomStream) -> Double {
        let block = max(1, Int(Double(values.count).squareRoot().rounded()))
        var sum = 0.0
        var taken = 0
        while taken < values.count {
            let start = Int(stream.integer(below: UInt64(values.count - block + 1)))
            for offset in 0..<min(block, values.count - taken) { sum += values[start + offset] }
            taken += block
        }
        return sum / Double(values.count)
    }
}
