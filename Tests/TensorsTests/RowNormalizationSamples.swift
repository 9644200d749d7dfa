import Tensors

private let epsilon = 1e-3

/// (x - mean) / √(variance + ε) over the values at `places`.
private func standardized(_ x: [Double], _ places: [Int], centred: Bool = true) -> [Double] {
    let mean = centred ? places.reduce(0) { $0 + x[$1] } / Double(places.count) : 0
    let variance = places.reduce(0) { $0 + (x[$1] - mean) * (x[$1] - mean) } / Double(places.count)
    return places.map { (x[$0] - mean) / (variance + epsilon).squareRoot() }
}

private func rows(_ v: [[Double]], columns: Int, centred: Bool) -> [Double] {
    (0..<v[0].count / columns).flatMap { row in
        let places = Array(row * columns..<(row + 1) * columns)
        return standardized(v[0], places, centred: centred).enumerated().map {
            $1 * v[1][$0] + (centred ? v[2][$0] : 0)
        }
    }
}

private func groups(_ v: [[Double]], images: Int, channels: Int, groups: Int) -> [Double] {
    var y = v[0]
    let width = channels / groups
    let size = v[0].count / images
    for image in 0..<images {
        for group in 0..<groups {
            let places = (0..<size).filter { $0 % channels / width == group }
                .map { image * size + $0 }
            for (place, value) in zip(places, standardized(v[0], places)) {
                y[place] = value * v[1][place % channels] + v[2][place % channels]
            }
        }
    }
    return y
}

private func parameters(_ count: Int) -> [Input] {
    [Input(shape: [count], low: 0.5, high: 1.5), Input(shape: [count])]
}

let rowNormalizationSamples: [OperationSample] = [
    OperationSample("layer norm", .layerNorm, [Input(shape: [2, 3, 19])] + parameters(19)) {
        layerNorm($0[0], scale: $0[1], shift: $0[2], epsilon: epsilon)
    } expected: {
        rows($0, columns: 19, centred: true)
    },
    OperationSample("RMS norm", .rmsNorm, [Input(shape: [4, 21]), parameters(21)[0]]) {
        rmsNorm($0[0], scale: $0[1], epsilon: epsilon)
    } expected: {
        rows($0, columns: 21, centred: false)
    },
    OperationSample("group norm", .groupNorm, [Input(shape: [2, 3, 2, 18])] + parameters(18)) {
        groupNorm($0[0], groups: 3, scale: $0[1], shift: $0[2], epsilon: epsilon)
    } expected: {
        groups($0, images: 2, channels: 18, groups: 3)
    },
    OperationSample("instance norm", .groupNorm, [Input(shape: [2, 5, 19])] + parameters(19)) {
        instanceNorm($0[0], scale: $0[1], shift: $0[2], epsilon: epsilon)
    } expected: {
        groups($0, images: 2, channels: 19, groups: 19)
    },
]
