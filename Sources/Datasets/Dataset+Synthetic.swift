public import Randomness

extension Dataset {
    /// Returns images of uniformly random pixels k/255, k in 0 ... 255, with random labels: no
    /// signal to find, but the right shapes and statistics for a pipeline's checks.
    ///
    /// The equivalent of torchvision's `FakeData`, which draws normal numbers and stores
    /// `255 x` in a byte: at a standard deviation of 255 the wrap modulo 256 leaves the bytes
    /// uniform to within 1e-8. Rows do not depend on `count`, so a smaller set begins a larger one.
    ///
    /// - Throws: `DataError` where an extent is below 1 or the set exceeds `FileContents.limit`.
    public static func syntheticImages(
        count: Int, height: Int, width: Int, channels: Int, classes: Int, key: RandomKey
    ) throws(DataError) -> Dataset {
        let shape = [count, height, width, channels]
        guard shape.allSatisfy({ $0 > 0 }), classes > 0, classes <= Int(Int32.max) else {
            throw DataError(
                "synthetic", found: "\(shape) with \(classes) classes",
                expected: "numbers above 0")
        }
        let extent = try ArrayExtent(
            shape: shape, elementSize: 4, name: "synthetic", headerAt: 0)
        let size = extent.count / count
        let pixelKey = key.substream(0)
        let blocks = (size + 15) / 16
        var inputs: [Float] = []
        inputs.reserveCapacity(extent.count)
        for row in 0..<count {
            for block in 0..<blocks {
                let words = pixelKey.words(at: UInt64(row * blocks + block))
                for index in 0..<min(16, size - 16 * block) {
                    let byte = words[index / 4] >> UInt32(8 * (index % 4)) & 0xFF
                    inputs.append(Float(byte) / 255)
                }
            }
        }
        var stream = RandomStream(key.substream(1))
        let labels = (0..<count).map { _ in Int32(stream.integer(below: UInt64(classes))) }
        return Dataset(
            inputs: inputs, inputShape: Array(shape[1...]),
            targets: .classes(labels, count: classes))
    }
}
