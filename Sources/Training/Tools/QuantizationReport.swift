public import Networks
internal import Tensors

/// What 8-bit weights in a network's linear layers cost and gain on some rows.
public struct QuantizationReport {
    /// One of the two networks.
    public struct Side: Hashable, Sendable {
        /// How well this network does.
        public let evaluation: Evaluation
        /// Of all parameters and running statistics.
        public let weightBytes: Int
        /// The median time of an inference over all rows.
        public let inferenceTime: Duration
    }

    /// The network as it was trained.
    public let before: Side
    /// The network with 8-bit weights.
    public let after: Side
    /// The paths of the layers that were quantized.
    public let layers: [String]
    /// Between two outputs for the same row, over all rows and outputs.
    public let largestDifference: Double
    /// The mean magnitude by which the outputs differ, in the outputs' units.
    public let meanDifference: Double
    /// The quantized network.
    public let network: Network
}

extension Objective {
    /// Quantizes the network's linear layers as they are now, and compares the copy with it.
    ///
    /// - Parameter rounds: how often inference is timed, in turn.
    public func quantizationReport(
        on examples: Examples, batchSize: Int = 256, rounds: Int = 5
    ) -> QuantizationReport {
        if examples.count == 0 { fatalError("a quantization is judged on 1 row or more") }
        let other = Objective(network: network.quantized(), loss: loss, precision: precision)
        let batches = DataLoader(examples, batchSize: batchSize).batches().map(\.inputs)
        var times: [[Duration]] = [[], []]
        for _ in 0..<max(rounds, 1) {
            for (place, objective) in [self, other].enumerated() {
                times[place].append(
                    ContinuousClock().measure { for x in batches { _ = objective.outputs(x) } })
            }
        }
        var (largest, sum, count) = (0.0, 0.0, 0)
        for inputs in batches {
            let found = zip(outputs(inputs).doubles, other.outputs(inputs).doubles)
            for (before, after) in found {
                let difference = abs(before - after)
                // What is no number stays none.
                largest = difference > largest || difference.isNaN ? difference : largest
                sum += difference
                count += 1
            }
        }
        func side(_ objective: Objective, _ times: [Duration]) -> QuantizationReport.Side {
            QuantizationReport.Side(
                evaluation: objective.evaluate(examples, batchSize: batchSize),
                weightBytes: objective.network.weightBytes,
                inferenceTime: times.sorted()[times.count / 2])
        }
        return QuantizationReport(
            before: side(self, times[0]), after: side(other, times[1]),
            layers: other.network.quantizedLayers.map(\.path), largestDifference: largest,
            meanDifference: sum / Double(count), network: other.network)
    }
}

extension Network {
    /// What parameters, running statistics and quantized weights take in memory.
    public var weightBytes: Int {
        parameters.reduce(0) {
            $0 + $1.parameter.value.count * ($1.parameter.value.type == .float32 ? 4 : 8)
        }
            + quantizedLayers.reduce(0) { $0 + $1.layer.byteCount }
    }
}
