internal import Experiments
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// The largest eigenvalue of a loss's Hessian, λmax, by power iteration: Hv as the difference of
/// the gradients at θ + εv and θ − εv over 2ε, for ‖v‖ = 1 and ε a thousandth of ‖θ‖, the same rows
/// and no dropout.
///
/// Where the eigenvalue of the largest size is below 0, a second iteration on H + |λ| finds the
/// largest above it.
///
/// Source: B. Pearlmutter, "Fast exact multiplication by the Hessian", 1994; A. Gupta and others,
/// PyHessian, arXiv 1912.07145.
struct Sharpness {
    /// Products of the Hessian and a vector, at most, for each iteration.
    static let iterations = 20
    /// How often each row passes the network, forward and back.
    static let passes = 3 * 2 * iterations

    /// λmax; 0 where no curvature is seen.
    private(set) var value = 0.0
    /// The estimate after each product.
    private(set) var course: [Double] = []

    private let objective: Objective
    private let rows: Examples
    private let mode: Mode
    private let learned: [NamedParameter]
    private let reach: Double

    init(_ recipe: Recipe, _ rows: Examples) {
        let plain = recipe.plain
        let network = plain.network()
        objective = plain.objective(network)
        self.rows = rows
        mode = plain.untrainedMode(network)
        learned = network.learned
        let size = learned.reduce(0) { $0 + $1.parameter.value.sumOfSquares() }.squareRoot()
        reach = 1e-3 * max(size, 1)
        let key = recipe.key("power")
        let start = learned.enumerated().map {
            Tensor.normal($1.parameter.shape, key: key.substream($0))
        }
        value = iterate(from: start, shift: 0)
        if value < 0 {
            let least = value
            value = iterate(from: start, shift: -least) + least
        }
        if !value.isFinite { value = .infinity }
    }

    /// The eigenvalue of H + shift of the largest size.
    private mutating func iterate(from start: [Tensor], shift: Double) -> Double {
        var vector = Self.unit(start)
        var estimate = 0.0
        for turn in 0..<Self.iterations {
            let image = zip(product(vector), vector).map { $0 + $1 * shift }
            let next = zip(image, vector).reduce(0) { $0 + ($1.0 * $1.1).sum().item() }
            course.append(next - shift)
            let isSettled = turn >= 5 && abs(next - estimate) <= 0.01 * abs(next)
            estimate = next
            let size = image.reduce(0) { $0 + $1.sumOfSquares() }
            if isSettled || !(size > 0) || !size.isFinite { break }
            vector = Self.unit(image)
        }
        return estimate
    }

    private func product(_ vector: [Tensor]) -> [Tensor] {
        let ahead = gradients(vector, reach)
        let behind = gradients(vector, -reach)
        return zip(ahead, behind).map { ($0 - $1) * (0.5 / reach) }
    }

    /// The gradients where the parameters are moved along a vector.
    private func gradients(_ vector: [Tensor], _ step: Double) -> [Tensor] {
        objective.network.unchanged {
            for (named, direction) in zip(learned, vector) {
                named.parameter.value = named.parameter.value + direction * step
            }
            let slope = objective.slope(on: rows, mode: mode)
            return zip(learned, vector).map { slope.gradients[$0.parameter] ?? $1 * 0 }
        }
    }

    private static func unit(_ vector: [Tensor]) -> [Tensor] {
        let size = vector.reduce(0) { $0 + $1.sumOfSquares() }.squareRoot()
        return size > 0 ? vector.map { $0 * (1 / size) } : vector
    }
}
