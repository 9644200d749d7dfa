/// Pooling written as its formula has it, on plain numbers.
struct PoolingReference {
    /// [n, h, w, c]
    let images: [Int]
    /// The rows and columns that each window covers, clipped to the image.
    let rows: [Range<Int>]
    let columns: [Range<Int>]
    /// What a sum is divided by; nil: the number of values.
    let divisor: Int?

    init(_ images: [Int], kernel: Int, stride: Int, padding: Int) {
        func windows(_ size: Int) -> [Range<Int>] {
            (0...((size + 2 * padding - kernel) / stride)).map {
                let start = $0 * stride - padding
                return max(start, 0)..<min(start + kernel, size)
            }
        }
        self.images = images
        rows = windows(images[1])
        columns = windows(images[2])
        divisor = kernel * kernel
    }

    init(_ images: [Int], bins height: Int, _ width: Int) {
        func bins(_ size: Int, _ count: Int) -> [Range<Int>] {
            (0..<count).map { index in
                let start = Double(index * size) / Double(count)
                let end = Double((index + 1) * size) / Double(count)
                return Int(start.rounded(.down))..<Int(end.rounded(.up))
            }
        }
        self.images = images
        rows = bins(images[1], height)
        columns = bins(images[2], width)
        divisor = nil
    }

    /// The values of every window, in the order of the result.
    private func windows(_ x: [Double]) -> [[Double]] {
        var result: [[Double]] = []
        for n in 0..<images[0] {
            for window in rows {
                for columns in columns {
                    for c in 0..<images[3] {
                        result.append(
                            window.flatMap { row in
                                columns.map {
                                    x[((n * images[1] + row) * images[2] + $0) * images[3] + c]
                                }
                            })
                    }
                }
            }
        }
        return result
    }

    func largest(_ x: [Double]) -> [Double] { windows(x).map { $0.max() ?? 0 } }

    func average(_ x: [Double]) -> [Double] {
        windows(x).map { $0.reduce(0, +) / Double(divisor ?? $0.count) }
    }
}
