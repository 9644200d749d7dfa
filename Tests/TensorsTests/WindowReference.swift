import Tensors

/// A convolution with all its settings, written as its formula has it.
struct WindowReference {
    /// [n, h, w, c]
    let images: [Int]
    /// [f, kh, kw, c / groups]
    let weight: [Int]
    var settings = ConvolutionSettings()

    private var tall: Int { settings.dilation.height * (weight[1] - 1) + 1 }
    private var wide: Int { settings.dilation.width * (weight[2] - 1) + 1 }

    var output: [Int] {
        [
            images[0],
            (images[1] + 2 * settings.padding.height - tall) / settings.stride.height + 1,
            (images[2] + 2 * settings.padding.width - wide) / settings.stride.width + 1, weight[0],
        ]
    }

    /// Calls `body` with the places in y, x and weight of every product of the sum.
    func eachProduct(_ body: (_ y: Int, _ x: Int, _ weight: Int) -> Void) {
        let (height, width, filters) = (output[1], output[2], output[3])
        let channels = weight[3]
        for place in 0..<output.reduce(1, *) {
            let (f, j) = (place % filters, place / filters % width)
            let (i, n) = (place / filters / width % height, place / filters / width / height)
            let group = f / (filters / settings.groups)
            for tap in 0..<(weight[1] * weight[2]) {
                let row =
                    settings.stride.height * i - settings.padding.height
                    + tap / weight[2] * settings.dilation.height
                let column =
                    settings.stride.width * j - settings.padding.width
                    + tap % weight[2] * settings.dilation.width
                guard (0..<images[1]) ~= row, (0..<images[2]) ~= column else { continue }
                let pixel = ((n * images[1] + row) * images[2] + column) * images[3]
                let x = pixel + group * channels
                let w = (f * weight[1] * weight[2] + tap) * channels
                for c in 0..<channels { body(place, x + c, w + c) }
            }
        }
    }

    func value(_ x: [Double], _ w: [Double], _ bias: [Double]?) -> [Double] {
        var y = (0..<output.reduce(1, *)).map { bias?[$0 % weight[0]] ?? 0 }
        eachProduct { y[$0] += x[$1] * w[$2] }
        return y
    }

    /// The transposed convolution of `y`.
    func transposed(_ y: [Double], _ w: [Double], _ bias: [Double]?) -> [Double] {
        var x = (0..<images.reduce(1, *)).map { bias?[$0 % images[3]] ?? 0 }
        eachProduct { x[$1] += y[$0] * w[$2] }
        return x
    }
}
