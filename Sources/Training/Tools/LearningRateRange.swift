internal import Foundation
internal import Networks

/// What a learning-rate range test saw: the loss while the learning rate grew from step to step.
///
/// Source: L. Smith, "Cyclical learning rates for training neural networks", arXiv 1506.01186.
public struct LearningRateRange: Hashable, Sendable {
    /// The learning rates that were tried, rising, one for each step.
    public let rates: [Double]
    /// The loss of each step's batch before the step, as far as it was finite.
    public let losses: [Double]

    package init(rates: [Double], losses: [Double]) {
        self.rates = rates
        self.losses = losses
    }

    /// The losses' moving average of decay 0.9, its start corrected as in Adam.
    public var smoothed: [Double] {
        var average = 0.0
        return losses.enumerated().map { step, loss in
            average = 0.9 * average + 0.1 * loss
            return average / (1 - pow(0.9, Double(step + 1)))
        }
    }

    /// How many losses the moving average has to see before its changes are no mere noise.
    private static let warmUp = 10

    /// The rate at which the smoothed loss fell most steeply, after the average's first ten steps;
    /// nil where it never fell.
    public var steepest: Double? {
        let losses = smoothed
        let falls = zip(losses, losses.dropFirst()).map { $1 - $0 }
        let settled = falls.indices.dropFirst(Self.warmUp)
        guard let index = settled.min(by: { falls[$0] < falls[$1] }), falls[index] < 0 else {
            return nil
        }
        return rates[index]
    }
}

extension TrainingLoop {
    /// Takes up to `steps` steps of this training from where it is, with a learning rate that grows
    /// evenly on a logarithmic scale, and puts back everything: parameters, running statistics and
    /// the loop are as before to the bit. Observers hear nothing.
    ///
    /// - Parameter divergence: ends where the smoothed loss is so many times its lowest.
    public func learningRateRange(
        from low: Double = 1e-7, to high: Double = 10, steps: Int = 100, divergence: Double = 4
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
        var lowest = Double.infinity
        while rates.count < steps {
            let record = probe.advance()
            guard record.isFinite else { break }
            rates.append(record.learningRate)
            losses.append(record.loss)
            let smoothed = LearningRateRange(rates: rates, losses: losses).smoothed.last ?? 0
            lowest = min(lowest, smoothed)
            if lowest > 0, smoothed > divergence * lowest { break }
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
        low * pow(high / low, Double(step - start) / Double(steps - 1))
    }
}
