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

    /// The places in x of every window, in the order of the result.
    private var windows: [[Int]] {
        var result: [[Int]] = []
        for n in 0..<images[0] {
            for window in rows {
                for columns in columns {
                    for c in 0..<images[3] {
                        result.append(
                            window.flatMap { row in
                                columns.map {
                                    ((n * images[1] + row) * images[2] + $0) * images[3] + c
                                }
                            })
                    }
                }
            }
        }
        return result
    }

    func largest(_ x: [Double]) -> [Double] {
        windows.map { places in places.map { x[$0] }.max() ?? 0 }
    }

    func average(_ x: [Double]) -> [Double] {
        windows.map { places in
            places.reduce(0) { $0 + x[$1] } / Double(divisor ?? places.count)
        }
    }

    /// Of Σ dy · y, where no two values of a window are equal.
    func largestGradient(_ x: [Double], _ dy: [Double]) -> [Double] {
        var dx = [Double](repeating: 0, count: x.count)
        for (places, value) in zip(windows, dy) {
            if let place = places.max(by: { x[$0] < x[$1] }) { dx[place] += value }
        }
        return dx
    }

    func averageGradient(_ dy: [Double]) -> [Double] {
        var dx = [Double](repeating: 0, count: images.reduce(1, *))
        for (places, value) in zip(windows, dy) {
            for place in places { dx[place] += value / Double(divisor ?? places.count) }
        }
        return dx
    }
}
