internal import Foundation

/// A learning rate that rises from `minimum` to the initial rate over `up` steps, falls back over
/// `down` steps, and begins anew, as PyTorch's `CyclicLR`.
///
/// Source: L. Smith, "Cyclical learning rates for training neural networks", arXiv 1506.01186.
public struct CyclicRate: Schedule {
    /// How the height of the cycles changes.
    public enum Shape: Hashable, Sendable {
        /// All cycles reach the same height.
        case triangular
        /// Half of the last one's with each cycle.
        case halving
        /// factor^step.
        case exponential(factor: Double)
    }

    /// The learning rate at a cycle's ends.
    public let minimum: Double
    /// In optimizer steps.
    public let up: Int
    /// The steps of the fall; those of the rise where none were given.
    public let down: Int
    /// How the height of the cycles changes.
    public let shape: Shape

    /// Makes cycles; traps where `up` or `down` is below 1 step.
    public init(minimum: Double, up: Int, down: Int? = nil, shape: Shape = .triangular) {
        if up < 1 || (down ?? 1) < 1 {
            fatalError("a cycle rises and falls over 1 step or more, not \(up) and \(down ?? up)")
        }
        self.minimum = minimum
        self.up = up
        self.down = down ?? up
        self.shape = shape
    }

    public func learningRate(at step: Int, initial: Double) -> Double {
        let cycle = step / (up + down)
        let place = step % (up + down)
        let height =
            place <= up
            ? Double(place) / Double(up) : Double(up + down - place) / Double(down)
        let scale =
            switch shape {
            case .triangular: 1.0
            case .halving: pow(0.5, Double(cycle))
            case .exponential(let factor): pow(factor, Double(step))
            }
        return minimum + (initial - minimum) * height * scale
    }
}
