import Foundation
import Tensors

private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// The size of a layer and how its steps follow one another, on plain numbers.
private struct Reference {
    let batch: Int
    let time: Int
    let hidden: Int
    let gates: Int
    var reverse = false

    /// Runs `cell` for every unit at every time: from the input's sums, those of W h and the states
    /// before to the states after.
    func run(
        _ x: [Double], _ weight: [Double], _ h0: [Double]?, _ c0: [Double]?,
        _ cell: (_ x: [Double], _ product: [Double], _ h: Double, _ c: Double) -> (Double, Double)
    ) -> [Double] {
        var y = [Double](repeating: 0, count: batch * time * hidden)
        for n in 0..<batch {
            var h = (0..<hidden).map { h0?[n * hidden + $0] ?? 0 }
            var c = (0..<hidden).map { c0?[n * hidden + $0] ?? 0 }
            for step in 0..<time {
                let row = n * time + (reverse ? time - 1 - step : step)
                let before = h
                for unit in 0..<hidden {
                    let sums = (0..<gates).map { x[(row * gates + $0) * hidden + unit] }
                    let products = (0..<gates).map { (gate: Int) -> Double in
                        let start = (gate * hidden + unit) * hidden
                        return zip(weight[start..<start + hidden], before).reduce(0) {
                            $0 + $1.0 * $1.1
                        }
                    }
                    (h[unit], c[unit]) = cell(sums, products, before[unit], c[unit])
                    y[row * hidden + unit] = h[unit]
                }
            }
        }
        return y
    }

    var inputs: [Input] {
        [
            Input(shape: [batch, time, gates * hidden]),
            Input(shape: [gates * hidden, hidden], low: -0.5, high: 0.5),
        ]
    }

    var state: Input { Input(shape: [batch, hidden]) }
}

private let plain = Reference(batch: 3, time: 4, hidden: 5, gates: 1)
private let backwards = Reference(batch: 1, time: 3, hidden: 17, gates: 1, reverse: true)
private let long = Reference(batch: 2, time: 3, hidden: 5, gates: 4)
private let longBackwards = Reference(batch: 1, time: 2, hidden: 6, gates: 4, reverse: true)
private let gated = Reference(batch: 2, time: 3, hidden: 5, gates: 3)
private let gatedBackwards = Reference(batch: 7, time: 2, hidden: 3, gates: 3, reverse: true)

@Sendable private func lstmCell(
    _ x: [Double], _ p: [Double], _ h: Double, _ c: Double
) -> (Double, Double) {
    let cell = sigmoid(x[1] + p[1]) * c + sigmoid(x[0] + p[0]) * tanh(x[2] + p[2])
    return (sigmoid(x[3] + p[3]) * tanh(cell), cell)
}

private func gruSteps(_ reference: Reference, _ v: [[Double]], _ h0: [Double]?) -> [Double] {
    let hidden = reference.hidden
    var unit = -1
    return reference.run(v[0], v[1], h0, nil) { x, p, h, c in
        unit = (unit + 1) % hidden
        let reset = sigmoid(x[0] + p[0] + v[2][unit])
        let update = sigmoid(x[1] + p[1] + v[2][hidden + unit])
        let new = tanh(x[2] + reset * (p[2] + v[2][2 * hidden + unit]))
        return ((1 - update) * new + update * h, c)
    }
}

let recurrenceSamples: [OperationSample] = [
    OperationSample("rnn", .rnn, plain.inputs + [plain.state]) {
        rnn($0[0], weight: $0[1], hidden: $0[2])
    } expected: { v in
        plain.run(v[0], v[1], v[2], nil) { x, p, _, c in (tanh(x[0] + p[0]), c) }
    },
    OperationSample("rnn of ReLU from the end", .rnn, backwards.inputs) {
        rnn($0[0], weight: $0[1], form: .relu, reverse: true)
    } expected: { v in
        backwards.run(v[0], v[1], nil, nil) { x, p, _, c in (max(x[0] + p[0], 0), c) }
    },
    OperationSample("lstm", .lstm, long.inputs + [long.state, long.state]) {
        lstm($0[0], weight: $0[1], hidden: $0[2], cell: $0[3])
    } expected: { v in
        long.run(v[0], v[1], v[2], v[3], lstmCell)
    },
    OperationSample("lstm from the end", .lstm, longBackwards.inputs) {
        lstm($0[0], weight: $0[1], reverse: true)
    } expected: { v in
        longBackwards.run(v[0], v[1], nil, nil, lstmCell)
    },
    OperationSample("gru", .gru, gated.inputs + [Input(shape: [15]), gated.state]) {
        gru($0[0], weight: $0[1], bias: $0[2], hidden: $0[3])
    } expected: {
        gruSteps(gated, $0, $0[3])
    },
    OperationSample("gru from the end", .gru, gatedBackwards.inputs + [Input(shape: [9])]) {
        gru($0[0], weight: $0[1], bias: $0[2], reverse: true)
    } expected: {
        gruSteps(gatedBackwards, $0, nil)
    },
]
