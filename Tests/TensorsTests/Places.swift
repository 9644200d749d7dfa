/// The indices of every element of a shape, in row-major order.
func places(_ shape: [Int]) -> [[Int]] {
    (0..<shape.reduce(1, *)).map { number in
        var rest = number
        var place = shape
        for axis in shape.indices.reversed() {
            place[axis] = rest % shape[axis]
            rest /= shape[axis]
        }
        return place
    }
}

/// Numbers with a shape: the plain reference for what the engine does with layouts.
struct Numbers {
    let shape: [Int]
    var values: [Double]

    init(_ values: [Double], _ shape: [Int]) {
        self.shape = shape
        self.values = values
    }

    /// Reads extents of 1 again for every index, and leaves out axes that are not there.
    subscript(place: [Int]) -> Double {
        values[offset(Array(place.suffix(shape.count)))]
    }

    func offset(_ place: [Int]) -> Int {
        zip(place, shape).reduce(0) { $0 * $1.1 + ($1.1 == 1 ? 0 : $1.0) }
    }
}

/// The numbers of `values`, taken as one of `shape`, at places computed from those of `result`.
func moved(
    _ values: [Double], _ shape: [Int], to result: [Int], _ source: ([Int]) -> [Int]
) -> [Double] {
    let numbers = Numbers(values, shape)
    return places(result).map { numbers[source($0)] }
}
