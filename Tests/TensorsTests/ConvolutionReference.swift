import Testing

/// A convolution written as its formula has it, on plain numbers; also names a case in a table.
struct ConvolutionReference: Sendable, CustomTestStringConvertible {
    /// [n, h, w, c]
    let images: [Int]
    /// [f, kh, kw, c]
    let weight: [Int]
    var stride = 1
    var padding = 0

    var testDescription: String { "\(images) \(weight) stride \(stride) padding \(padding)" }

    var output: [Int] {
        [
            images[0], (images[1] + 2 * padding - weight[1]) / stride + 1,
            (images[2] + 2 * padding - weight[2]) / stride + 1, weight[0],
        ]
    }

    /// Calls `body` with the places in y, x and weight of every product of the sum.
    private func eachProduct(_ body: (_ y: Int, _ x: Int, _ weight: Int) -> Void) {
        let (height, width, filters) = (output[1], output[2], output[3])
        let channels = images[3]
        for place in 0..<output.reduce(1, *) {
            let (f, j) = (place % filters, place / filters % width)
            let (i, n) = (place / filters / width % height, place / filters / width / height)
            for tap in 0..<(weight[1] * weight[2]) {
                let row = stride * i + tap / weight[2] - padding
                let column = stride * j + tap % weight[2] - padding
                guard (0..<images[1]) ~= row, (0..<images[2]) ~= column else { continue }
                let x = ((n * images[1] + row) * images[2] + column) * channels
                let w = (f * weight[1] * weight[2] + tap) * channels
                for c in 0..<channels { body(place, x + c, w + c) }
            }
        }
    }

    func value(_ x: [Double], _ w: [Double], _ bias: [Double]? = nil) -> [Double] {
        let filters = weight[0]
        var y = (0..<output.reduce(1, *)).map { bias?[$0 % filters] ?? 0 }
        eachProduct { y[$0] += x[$1] * w[$2] }
        return y
    }

    /// The gradients of Σ dy · y.
    func gradients(
        _ x: [Double], _ w: [Double], _ dy: [Double]
    ) -> (dx: [Double], dweight: [Double], dbias: [Double]) {
        var dx = [Double](repeating: 0, count: x.count)
        var dw = [Double](repeating: 0, count: w.count)
        var dbias = [Double](repeating: 0, count: weight[0])
        eachProduct {
            dx[$1] += dy[$0] * w[$2]
            dw[$2] += dy[$0] * x[$1]
        }
        for (place, value) in dy.enumerated() { dbias[place % weight[0]] += value }
        return (dx, dw, dbias)
    }
}
