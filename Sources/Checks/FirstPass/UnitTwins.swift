internal import Networks
internal import Tensors

/// The units of one layer that start with the weights of another.
struct UnitTwins {
    /// Fewer numbers than this are alike only where they are equal.
    private static let fewest = 16
    /// So many units are compared at most.
    private static let compared = 1024

    let units: Int
    /// A unit and an earlier one with the same weights.
    private let pairs: [(Int, Int)]
    /// Whether all weights are 0.
    let areZero: Bool
    private let weight: Parameter

    var count: Int { pairs.count }

    init(_ weight: Parameter, _ bias: Parameter?, cosine: Double) {
        self.weight = weight
        units = weight.shape[0]
        let all = weight.value.scalars
        areZero = all.allSatisfy { $0 == 0 }
        let width = all.count / max(units, 1)
        // A transposed convolution's weights begin with its inputs: no row of them is a unit's.
        let own = weight.shape[0]
        let areUnits = bias.map { $0.shape == [own] } ?? true
        let biases = bias?.value.scalars
        let rows = (0..<(areUnits ? min(own, Self.compared) : 0)).map { unit in
            Array(all[unit * width..<(unit + 1) * width]) + (biases.map { [$0[unit]] } ?? [])
        }
        pairs =
            areZero || width < Self.fewest ? Self.equal(rows) : Self.near(rows, cosine: cosine)
    }

    private static func equal(_ rows: [[Float]]) -> [(Int, Int)] {
        var first: [[Float]: Int] = [:]
        var pairs: [(Int, Int)] = []
        for (index, row) in rows.enumerated() {
            if let other = first[row] { pairs.append((index, other)) } else { first[row] = index }
        }
        return pairs
    }

    private static func near(_ rows: [[Float]], cosine: Double) -> [(Int, Int)] {
        guard let width = rows.first?.count else { return [] }
        let normal = rows.flatMap { row -> [Float] in
            let norm = row.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            return row.map { norm > 0 ? Float(Double($0) / norm) : 0 }
        }
        let matrix = Tensor(normal, shape: [rows.count, width])
        let cosines = matmul(matrix, matrix, transposeB: true).scalars
        return (1..<max(rows.count, 1)).compactMap { unit in
            let other = (0..<unit).first { Double(cosines[unit * rows.count + $0]) > cosine }
            return other.map { (unit, $0) }
        }
    }

    /// Whether the gradients of units that are alike are alike, so that no step parts them.
    func stayTogether(under gradients: [ObjectIdentifier: [Float]]) -> Bool {
        guard let gradient = gradients[ObjectIdentifier(weight)] else { return true }
        let width = gradient.count / max(units, 1)
        return pairs.allSatisfy { first, second in
            var (difference, size) = (0.0, 0.0)
            for index in 0..<width {
                let a = Double(gradient[first * width + index])
                let b = Double(gradient[second * width + index])
                difference += (a - b) * (a - b)
                size += a * a + b * b
            }
            return difference <= 1e-8 * size
        }
    }
}
