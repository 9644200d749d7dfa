/// How one row of numbers lies to another: the multiple of it that comes nearest, and how near.
struct Direction {
    /// The factor by which the other is nearest.
    let factor: Double
    /// What is left then, as a share of the row's own norm; 1 where they have nothing in common.
    let residual: Double

    /// Both rows are as long.
    init(of row: [Double], along other: [Double]) {
        var (product, square, own) = (0.0, 0.0, 0.0)
        for (a, b) in zip(row, other) {
            product += a * b
            square += b * b
            own += a * a
        }
        factor = square > 0 ? product / square : 0
        let left = zip(row, other).reduce(0.0) { sum, pair in
            let difference = pair.0 - (square > 0 ? product / square : 0) * pair.1
            return sum + difference * difference
        }
        residual = own > 0 ? (left / own).squareRoot() : 1
    }

    /// Whether `row` is `other`, scaled down or with large values cut as clipping does it.
    static func isClipped(_ row: [Double], of other: [Double], within tolerance: Double) -> Bool {
        let whole = Direction(of: row, along: other)
        if whole.residual <= tolerance, whole.factor > 0, whole.factor <= 1 + tolerance {
            return true
        }
        let bound = row.reduce(0) { max($0, abs($1)) }
        let cut = other.map { min(max($0, -bound), bound) }
        let rest = Direction(of: row, along: cut)
        return rest.residual <= tolerance && abs(rest.factor - 1) <= tolerance
    }
}

extension [Double] {
    var norm: Double { reduce(0) { $0 + $1 * $1 }.squareRoot() }

    static func sum(_ first: [Double], _ second: [Double]) -> [Double] {
        zip(first, second).map { $0 + $1 }
    }

    static func difference(_ first: [Double], _ second: [Double]) -> [Double] {
        zip(first, second).map { $0 - $1 }
    }
}
