import Randomness
import Tensors

private let channels = 19
private let parameters = [Input(shape: [19], low: 0.5, high: 1.5), Input(shape: [19])]
private let epsilon = 1e-3

private func normalized(
    _ x: [Double], _ mean: [Double], _ variance: [Double], _ scale: [Double], _ shift: [Double]
) -> [Double] {
    x.indices.map {
        let c = $0 % channels
        return (x[$0] - mean[c]) / (variance[c] + epsilon).squareRoot() * scale[c] + shift[c]
    }
}

private func moments(_ x: [Double]) -> (mean: [Double], variance: [Double]) {
    let rows = x.count / channels
    let mean = (0..<channels).map { c in
        (0..<rows).reduce(0) { $0 + x[$1 * channels + c] } / Double(rows)
    }
    let variance = (0..<channels).map { c in
        (0..<rows).reduce(0) {
            let d = x[$1 * channels + c] - mean[c]
            return $0 + d * d
        } / Double(rows)
    }
    return (mean, variance)
}

private let dropoutKey = RandomKey(key: 11, stream: 5)

let normalizationSamples: [OperationSample] = [
    OperationSample("batch norm", .batchNorm, [Input(shape: [2, 3, 19])] + parameters) {
        batchNorm($0[0], scale: $0[1], shift: $0[2], epsilon: epsilon).y
    } expected: { v in
        let (mean, variance) = moments(v[0])
        return normalized(v[0], mean, variance, v[1], v[2])
    },
    OperationSample(
        "batch norm, evaluation", .batchNormInference,
        [Input(shape: [4, 19])] + parameters + [
            Input(shape: [19], isTracked: false),
            Input(shape: [19], low: 0.5, high: 1.5, isTracked: false),
        ]
    ) {
        batchNormInference(
            $0[0], mean: $0[3], variance: $0[4], scale: $0[1], shift: $0[2], epsilon: epsilon)
    } expected: { v in
        normalized(v[0], v[3], v[4], v[1], v[2])
    },
    OperationSample("dropout", .dropout, [Input(shape: [5, 19])]) {
        dropout($0[0], rate: 0.3, key: dropoutKey)
    } expected: { v in
        var stream = RandomStream(dropoutKey)
        return v[0].map { Double(stream.nextWord()) < 0.3 * 0x1p32 ? 0 : $0 / 0.7 }
    },
]
