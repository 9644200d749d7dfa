internal import ElementaryFunctions
internal import Networks

/// What a learning-rate range test saw: the loss while the learning rate grew from step to step.
///
/// Source: L. Smith, "Cyclical learning rates for training neural networks", arXiv 1506.01186.
public struct LearningRateRange: Hashable, Sendable {
    /// The learning rates that were tried, rising, one for each step.
    public let rates: [Double]
    /// The loss of each step's batch before the step, as far as it was finite.
    public let losses: [Double]

    /// Whether it ended because a loss was no number.
    public let endedInfinite: Bool

    package init(rates: [Double], losses: [Double], endedInfinite: Bool = false) {
        self.rates = rates
        self.losses = losses
        self.endedInfinite = endedInfinite
    }

    /// The losses' moving average of decay 0.98, its start corrected as in Adam.
    public var smoothed: [Double] {
        var average = 0.0
        return losses.enumerated().map { step, loss in
            average = 0.98 * average + 0.02 * loss
            return average / (1 - Double.pow(0.98, Double(step + 1)))
        }
    }

    /// The rate in the middle of the longest falling run of smoothed losses, not all of them next
    /// to one another; nil where the fall does not stand out of the losses' noise.
    ///
    /// Source: fastai's `valley`.
    public var valley: Double? {
        guard standsOut else { return nil }
        let losses = smoothed
        var lengths = [Int](repeating: 1, count: losses.count)
        var end = 0
        for index in losses.indices {
            for earlier in 0..<index where losses[index] < losses[earlier] {
                lengths[index] = max(lengths[index], lengths[earlier] + 1)
            }
            if lengths[index] > lengths[end] { end = index }
        }
        let start = max(0, end - lengths[end])
        return rates[start + (end - start) / 2]
    }

    /// Whether ten losses in a row lie lower, on average, than the first fifth, by four standard
    /// errors: at the least rates nothing is learned, and what varies there is noise.
    private var standsOut: Bool {
        let head = Array(losses.prefix(max(10, losses.count / 5)))
        guard losses.count > head.count + 10 else { return false }
        let mean = head.reduce(0, +) / Double(head.count)
        let spread = head.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(head.count - 1)
        let starts = head.count...(losses.count - 10)
        let lowest = starts.map { losses[$0..<$0 + 10].reduce(0, +) / 10 }.min() ?? mean
        return mean - lowest > 4 * (spread * (1 / Double(head.count) + 0.1)).squareRoot()
    }

    /// The rate at which the median of five losses is four times the lowest one before, or at which
    /// the loss was no number any more; nil where that never was.
    public var divergence: Double? {
        var lowest = Double.infinity
        for end in losses.indices.dropFirst(4) {
            let median = losses[end - 4...end].sorted()[2]
            lowest = min(lowest, median)
            if lowest > 0, median > 4 * lowest { return rates[end] }
        }
        return endedInfinite ? rates.last : nil
    }
}

extension TrainingLoop {
    /// Takes up to `steps` steps of this training from where it is, with a learning rate that grows
    /// evenly on a logarithmic scale, and puts back everything: parameters, running statistics and
    /// the loop are as before to the bit. Observers hear nothing.
    ///
    /// It ends where the losses run away: see ``LearningRateRange/divergence``.
    public func learningRateRange(
        from low: Double = 1e-7, to high: Double = 10, steps: Int = 100
    ) -> LearningRateRange {
        if !(0 < low && low < high) || steps < 2 {
            fatalError("a range test needs 0 < from < to, 2 steps; not \(low), \(high), \(steps)")
        }
        let own = network.snapshot()
        defer { network.restore(own) }
        var probe = self
        probe.observers = []
        probe.schedule = GeometricRise(low: low, high: high, start: position.step, steps: steps)
        var rates: [Double] = []
        var losses: [Double] = []
        while rates.count < steps {
            let record = probe.advance()
            guard record.isFinite else {
                return LearningRateRange(rates: rates, losses: losses, endedInfinite: true)
            }
            rates.append(record.learningRate)
            losses.append(record.loss)
            if LearningRateRange(rates: rates, losses: losses).divergence != nil { break }
        }
        return LearningRateRange(rates: rates, losses: losses)
    }
}

/// low (high / low)^(i / (steps − 1)) at the i-th step from `start`.
private struct GeometricRise: Schedule {
    let low: Double
    let high: Double
    let start: Int
    let steps: Int

    func learningRate(at step: Int, initial: Double) -> Double {
        low * Double.pow(high / low, Double(step - start) / Double(steps - 1))
    }
}
