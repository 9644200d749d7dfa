internal import ElementaryFunctions
internal import Experiments
internal import Networks
internal import Tensors

/// What a network ends in: the last layer that says where outputs lie, and some outputs.
struct OutputHead {
    let layer: any Layer
    /// How many outputs belong to one target.
    let width: Int
    /// Untrained, for some rows.
    let outputs: [Double]

    /// Nil for a network without a layer.
    init?(_ activations: [Activation], width: Int) {
        guard let last = activations.last,
            let bounding = activations.last(where: { !$0.layer.keepsRange })
        else { return nil }
        layer = bounding.layer
        self.width = max(width, 1)
        outputs = last.output.doubles
    }

    var kind: String { "\(type(of: layer))" }
    var range: OutputRange? { layer.outputRange }

    /// Whether the outputs of a target sum to 1: by the layer, or by what it puts out where it says
    /// nothing.
    var isDistribution: Bool {
        let sums = sums { $0 }
        if let range, range.rows != .distribution { return false }
        guard range == nil else { return !sums.contains { abs($0 - 1) >= 1e-3 } }
        return width > 1 && !sums.isEmpty && sums.allSatisfy { abs($0 - 1) < 1e-4 }
            && outputs.allSatisfy { $0 >= 0 }
    }

    var isLogDistribution: Bool {
        range?.rows == .logDistribution || sums(Double.exp).allSatisfy { abs($0 - 1) < 1e-3 }
    }

    /// The sum of a part of each target's outputs.
    func sums(_ part: (Double) -> Double) -> [Double] {
        stride(from: 0, to: outputs.count, by: width).map { start in
            outputs[start..<min(start + width, outputs.count)].reduce(0) { $0 + part($1) }
        }
    }

    /// The least that a loss of scores can be where they stay in a range: the right ones as high,
    /// the others as low as they can be.
    func floor(of loss: any Loss, _ range: ClosedRange<Double>) -> Double {
        let high = min(range.upperBound, 50)
        let low = max(range.lowerBound, -50)
        if loss.score == .accuracy {
            let target = loss.ignoredClass == 0 ? 1 : 0
            let row = (0..<width).map { $0 == target ? high : low }
            return loss(
                Tensor(row, shape: [1, width], type: .float32), .classes([Int32(target)])
            ).item()
        }
        let best = [high, low].flatMap { [Double](repeating: $0, count: width) }
        let wanted = [1.0, 0].flatMap { [Double](repeating: $0, count: width) }
        return loss(
            Tensor(best, shape: [2, width], type: .float32),
            .values(Tensor(wanted, shape: [2, width], type: .float32))
        ).item()
    }
}

extension Networks.Targets {
    /// The targets as numbers: a class is its number.
    var numbers: [Double] {
        switch self {
        case .classes(let classes): classes.map(Double.init)
        case .values(let tensor), .probabilities(let tensor): tensor.doubles
        }
    }
}
