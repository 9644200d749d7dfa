internal import Experiments
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// Finite differences of a loss along directions of some of the parameters.
struct SlopeProbe {
    private let step: any TrainingStep
    private let batch: Examples
    private let mode: Mode
    private let slope: StepSlope
    private let group: [Int]
    /// Where no gradient is, the size of all of them counts a hundredth.
    private let size: Double
    /// How far to go along a direction. In double precision also a hundredth of it is tried: of a
    /// hundred thousand ReLUs one bends within the longer way, and rounding blurs the shorter one.
    private let reaches: [Double]

    init(
        _ step: any TrainingStep, _ batch: Examples, _ mode: Mode, _ slope: StepSlope,
        _ group: [Int], isExact: Bool
    ) {
        self.step = step
        self.batch = batch
        self.mode = mode
        self.slope = slope
        self.group = group
        let own = group.reduce(0.0) { $0 + (slope.gradients.values[$1]?.sumOfSquares() ?? 0) }
        size = max(own.squareRoot(), 0.01 * slope.gradients.norm)
        // In single precision the loss has to change by a ten-thousandth to be seen.
        let change = (isExact ? 1e-8 : 1e-4) * max(abs(slope.loss), 1e-3)
        let reach = min(change / size, 0.05)
        reaches = isExact ? [reach, reach / 100] : [reach]
    }

    /// How far both slopes along a random direction are apart, over the gradient's size.
    func difference(_ key: RandomKey) -> Double {
        let network = step.network
        let directions = group.map { index in
            let value = network.parameters[index].parameter.value
            return Tensor.normal(value.shape, key: key.substream(index), type: value.type)
        }
        let promised = zip(group, directions).reduce(0.0) { sum, pair in
            sum + (slope.gradients.values[pair.0].map { ($0 * pair.1).sum().item() } ?? 0)
        }
        return reaches.map { reach in
            let losses = [reach, -reach].map { part in
                network.unchanged {
                    for (index, direction) in zip(group, directions) {
                        let parameter = network.parameters[index].parameter
                        parameter.value = parameter.value + direction * part
                    }
                    return step.slopeAlone(on: batch, mode: mode).loss
                }
            }
            return abs((losses[0] - losses[1]) / (2 * reach) - promised) / size
        }.reduce(.infinity) { $0 < $1 ? $0 : $1 }
    }
}
