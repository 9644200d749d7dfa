internal import Tensors

/// What is done to single values, and with whole axes of them.
extension ReferenceJob {
    static func elementwise(_ probe: inout ReferenceProbe) {
        let unary: [(Tensor) -> Tensor] = [
            { $0.relu() }, { $0.leakyReLU() }, { $0.tanh() }, { $0.sigmoid() }, { $0.gelu() },
            { $0.gelu(.tanh) }, { $0.exp() }, { $0.abs() }, { $0.erf() },
            { $0.clamp(min: -1, max: 2) }, { $0.elu() }, { $0.selu() }, { $0.silu() },
            { $0.softplus(beta: 1.5) }, { $0.hardSwish() }, { $0.scaled(by: 0.3, plus: 0.1) },
            { $0.pow(3) },
        ]
        for operation in unary { probe.take(probe.draw([9, 113], -6...6)) { operation($0[0]) } }
        let positive: [(Tensor) -> Tensor] = [
            { $0.log() }, { $0.sqrt() }, { $0.pow(1.7) }, { $0.pow(-0.5) }, { 1.5 / $0 },
        ]
        for operation in positive {
            probe.take(probe.draw([9, 113], 0.001...9)) { operation($0[0]) }
        }
        let binary: [(Tensor, Tensor) -> Tensor] = [
            { $0 + $1 }, { $0 - $1 }, { $0 * $1 }, { $0 / $1 }, { $0.pow($1) }, { $0 .< $1 },
        ]
        for operation in binary {
            probe.take(probe.draw([5, 7, 19], 0.1...3), probe.draw([7, 1], 0.1...3)) {
                operation($0[0], $0[1])
            }
        }
        probe.take(probe.draw([6, 21]), probe.draw([21])) { $0[0].prelu(slope: $0[1]) }
        let (dropped, spatial) = (probe.key(), probe.key())
        probe.take(probe.draw([6, 210])) { dropout($0[0], rate: 0.3, key: dropped) }
        probe.take(probe.draw([6, 5, 21])) { spatialDropout($0[0], rate: 0.3, key: spatial) }
        probe.take(Tensor.normal([515], deviation: 2, key: probe.key(), type: probe.type))
    }

    static func moving(_ probe: inout ReferenceProbe) {
        probe.take(probe.draw([3, 5, 18])) { $0[0].permuted([2, 0, 1]) }
        probe.take(probe.draw([3, 5, 18])) {
            $0[0].sliced(axis: 1, 1..<4).expanded(to: [3, 3, 18])
        }
        probe.take(probe.draw([3, 1, 18])) { $0[0].expanded(to: [3, 4, 18]) }
        probe.take(probe.draw([3, 5]), probe.draw([3, 2])) {
            concatenated([$0[0], $0[1]], axis: 1).padded(before: [1, 0], after: [0, 2])
        }
        let (few, rows) = (probe.ids([3, 4], below: 5), probe.ids([3, 9], below: 5))
        probe.take(probe.draw([3, 5])) { $0[0].gather(axis: 1, few) }
        probe.take(probe.draw([3, 5]), probe.draw([3, 9])) {
            $0[0].scatterAdd(axis: 1, rows, $0[1])
        }
        let words = probe.ids([4, 9], below: 7)
        probe.take(probe.draw([7, 20])) { embedding($0[0], ids: words) }
    }

    static func reductions(_ probe: inout ReferenceProbe) {
        let reductions: [(Tensor) -> Tensor] = [
            { $0.sum() }, { $0.mean() }, { $0.sum(axis: 0) }, { $0.sum(axis: 1) },
            { $0.mean(axis: 2) }, { $0.mean(axes: [0, 2]) }, { $0.softmax() }, { $0.logSoftmax() },
            { $0.softmax(axis: 1) }, { $0.logSoftmax(axis: 0) }, { $0.max(axes: [1]) },
            { $0.min() }, { $0.argMax(axis: 2) }, { $0.variance() }, { $0.variance(axes: [0, 1]) },
            { $0.logSumExp(axes: [2]) }, { $0.cumulativeSum(axis: 1) },
        ]
        for operation in reductions {
            probe.take(probe.draw([5, 23, 37], -3...3)) { operation($0[0]) }
        }
        probe.take(
            Tensor([probe.draw([3001], -3...3).sumOfSquares()], shape: [1], type: .float64))
        let (x, scale) = ([4, 6, 40], 0.5...1.5)
        probe.take(probe.draw(x), probe.draw([40], scale), probe.draw([40])) {
            batchNorm($0[0], scale: $0[1], shift: $0[2]).y
        }
        let (mean, variance) = (probe.draw([40]), probe.draw([40], 0.1...2))
        probe.take(probe.draw(x), probe.draw([40], scale), probe.draw([40])) {
            batchNormInference(
                $0[0], mean: mean, variance: variance, scale: $0[1], shift: $0[2])
        }
        probe.take(probe.draw(x), probe.draw([40], scale), probe.draw([40])) {
            layerNorm($0[0], scale: $0[1], shift: $0[2])
        }
        probe.take(probe.draw(x), probe.draw([40], scale)) { rmsNorm($0[0], scale: $0[1]) }
        probe.take(probe.draw(x), probe.draw([40], scale), probe.draw([40])) {
            groupNorm($0[0], groups: 5, scale: $0[1], shift: $0[2])
        }
        probe.take(probe.draw(x), probe.draw([40], scale), probe.draw([40])) {
            instanceNorm($0[0], scale: $0[1], shift: $0[2])
        }
    }

    static func losses(_ probe: inout ReferenceProbe) {
        let classes = (0..<24).map { Int32($0 * 7 % 11) }
        probe.take(probe.draw([24, 11], -4...4)) {
            crossEntropy($0[0], classes: classes, labelSmoothing: 0.1)
        }
        probe.take(probe.draw([24, 11], -4...4)) { multiMarginLoss($0[0], classes: classes) }
        let shares = probe.draw([24, 11], 0.02...0.98)
        probe.take(probe.draw([24, 11], -4...4)) { binaryCrossEntropyWithLogits($0[0], shares) }
        probe.take(probe.draw([24, 11], 0.02...0.98)) { binaryCrossEntropy($0[0], shares) }
        let numbers: [(Tensor, Tensor) -> Tensor] = [
            { meanSquaredError($0, $1) }, { absoluteError($0, $1) }, { huberLoss($0, $1) },
            { hingeLoss($0, $1) },
        ]
        for loss in numbers { probe.take(probe.draw([24, 11], -4...4)) { loss($0[0], shares) } }
    }
}
