internal import Foundation

/// One rise of the learning rate and one fall: from the initial rate / `divisor` to the initial
/// rate, which is the peak, at `rise` of the steps, and down to the start's rate / `finalDivisor`
/// at the last step, as PyTorch's `OneCycleLR` with two phases; the momentum stays.
///
/// Source: L. Smith, N. Topin, "Super-convergence", arXiv 1708.07120.
public struct OneCycle: Schedule {
    /// The curve between the corners.
    public enum Shape: String, Hashable, Sendable {
        /// Half a cosine.
        case cosine
        /// A straight line.
        case linear
    }

    /// In optimizer steps.
    public let total: Int
    /// The share of the steps in which the rate rises.
    public let rise: Double
    /// The peak divided by the learning rate of step 0.
    public let divisor: Double
    /// The learning rate of step 0 divided by that of the last step.
    public let finalDivisor: Double
    /// The curve of the rise and of the fall.
    public let shape: Shape

    /// Makes a cycle; traps where `total` is below 1 step.
    public init(
        total: Int, rise: Double = 0.3, divisor: Double = 25, finalDivisor: Double = 1e4,
        shape: Shape = .cosine
    ) {
        if total < 1 { fatalError("a cycle needs 1 step or more, not \(total)") }
        self.total = total
        self.rise = rise
        self.divisor = divisor
        self.finalDivisor = finalDivisor
        self.shape = shape
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        let top = rise * Double(total) - 1
        let last = Double(total) - 1
        let low = initial / divisor
        let step = min(Double(step), last)
        if step <= top {
            return between(low, initial, top > 0 ? step / top : 1)
        }
        return between(initial, low / finalDivisor, (step - top) / (last - top))
    }

    private func between(_ start: Double, _ end: Double, _ progress: Double) -> Double {
        switch shape {
        case .cosine: end + (start - end) / 2 * (1 + cos(.pi * progress))
        case .linear: start + (end - start) * progress
        }
    }
}
