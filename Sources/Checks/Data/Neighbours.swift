internal import Tensors

/// The nearest rows among others.
struct Neighbours {
    /// For each row the indices of the nearest, nearest first.
    let indices: [[Int]]
    /// For each row the squared distance to the nearest.
    let nearest: [Float]

    /// - Parameter excludingSelf: the rows are the same, and none is its own neighbour.
    init(of rows: Tensor, among others: Tensor, count: Int, excludingSelf: Bool = false) {
        let products = matmul(rows, others, transposeB: true).scalars
        let (values, known) = (rows.scalars, others.scalars)
        let squares = Self.squares(others)
        let n = others.shape[0]
        var indices: [[Int]] = []
        var nearest: [Float] = []
        products.withUnsafeBufferPointer { products in
            for row in 0..<rows.shape[0] {
                var found: [(distance: Float, index: Int)] = []
                for other in 0..<n where !(excludingSelf && other == row) {
                    let distance = squares[other] - 2 * products[row &* n &+ other]
                    if found.count == count, distance >= found[count - 1].distance { continue }
                    var index = found.count
                    while index > 0, found[index - 1].distance > distance { index -= 1 }
                    found.insert((distance, other), at: index)
                    if found.count > count { found.removeLast() }
                }
                indices.append(found.map(\.index))
                nearest.append(
                    found.first.map {
                        Self.distance(values, row, known, $0.index, rows.shape[1])
                    } ?? .infinity)
            }
        }
        self.indices = indices
        self.nearest = nearest
    }

    /// Summed anew: of near copies nothing is left of the difference of two large sums.
    private static func distance(
        _ rows: [Float], _ row: Int, _ others: [Float], _ other: Int, _ width: Int
    ) -> Float {
        (0..<width).reduce(0) { sum, column in
            let difference = rows[row * width + column] - others[other * width + column]
            return sum + difference * difference
        }
    }

    private static func squares(_ tensor: Tensor) -> [Float] {
        let width = tensor.shape[1]
        let values = tensor.scalars
        return (0..<tensor.shape[0]).map { row in
            values[row * width..<(row + 1) * width].reduce(0) { $0 + $1 * $1 }
        }
    }

    /// The class that most of a row's neighbours have; of equals the smallest.
    func votes(_ labels: [Int], classes: Int) -> [Int] {
        indices.map { near in
            var votes = [Int](repeating: 0, count: classes)
            for index in near { votes[labels[index]] += 1 }
            return votes.indices.max { votes[$0] < votes[$1] } ?? 0
        }
    }

    /// For each row the share of its neighbours in each class.
    func shares(_ labels: [Int], classes: Int) -> [Float] {
        indices.flatMap { near in
            var shares = [Float](repeating: 0, count: classes)
            for index in near { shares[labels[index]] += 1 / Float(near.count) }
            return shares
        }
    }

    func means(_ values: [Double]) -> [Double] {
        indices.map { near in
            near.reduce(0) { $0 + values[$1] } / Double(max(1, near.count))
        }
    }
}
