internal import Experiments
internal import Networks
internal import Tensors

/// How much of a picture one position sees before all positions are pooled into one: the extent of
/// its gradient by the inputs, over the rows given, relative to the picture's.
struct ReceptiveField {
    /// The pooling's path.
    let path: String
    /// Rows and columns of pixels that are seen, and that there are.
    let seen: [Int]
    let size: [Int]

    /// The larger of the shares of height and width.
    var share: Double {
        zip(seen, size).map { Double($0) / Double(max($1, 1)) }.max() ?? 1
    }

    /// Nil where nothing pools all positions of a picture into one.
    init?(_ network: Network, _ inputs: Tensor) {
        guard inputs.rank == 4 else { return nil }
        let own = network.snapshot()
        defer { network.restore(own) }
        let found: (path: String, slopes: [Double])? = withTape {
            let leaf = Parameter(inputs)
            let layers = network.activations(leaf.tracked)
            let pooling = layers.first { layer in
                let isPooling =
                    layer.layer is AdaptiveAvgPool2d || layer.layer is AvgPool2d
                    || layer.layer is MaxPool2d
                return isPooling && layer.input.rank == 4
                    && layer.input.shape[1] * layer.input.shape[2] > 1
                    && layer.output.count == layer.output.shape[0] * (layer.input.shape[3])
            }
            guard let pooling, pooling.input.isTracked else { return nil }
            let shape = pooling.input.shape
            var seed = [Double](repeating: 0, count: pooling.input.count)
            for row in 0..<shape[0] {
                let position = (row * shape[1] + shape[1] / 2) * shape[2] + shape[2] / 2
                for channel in 0..<shape[3] { seed[position * shape[3] + channel] = 1 }
            }
            let slopes = pooling.input.gradients(
                seed: Tensor(seed, shape: shape, type: pooling.input.type))
            return slopes[leaf].map { (pooling.path, $0.doubles) }
        }
        guard let found else { return nil }
        path = found.path
        let (height, width, channels) = (inputs.shape[1], inputs.shape[2], inputs.shape[3])
        var (rows, columns) = (Set<Int>(), Set<Int>())
        for (index, slope) in found.slopes.enumerated() where slope != 0 {
            let pixel = index / channels % (height * width)
            rows.insert(pixel / width)
            columns.insert(pixel % width)
        }
        seen = [rows, columns].map { ($0.max() ?? -1) - ($0.min() ?? 0) + 1 }
        size = [height, width]
    }
}
