/// n-dimensional numbers in the element type that a file holds them in, row-major.
public struct NumericArray: Hashable, Sendable {
    /// The elements; truth values are 0 and 1 of `uint8`, half-precision numbers are `float32`.
    public enum Values: Hashable, Sendable {
        case uint8([UInt8])
        case int8([Int8])
        case uint16([UInt16])
        case int16([Int16])
        case uint32([UInt32])
        case int32([Int32])
        case uint64([UInt64])
        case int64([Int64])
        case float32([Float])
        case float64([Double])
    }

    /// What errors call the array: its file and, in an archive, its name there.
    public let name: String
    public let shape: [Int]
    public let values: Values

    /// Joins a shape and as many values as it says; anything else is a programmer error.
    public init(name: String, shape: [Int], values: Values) {
        if values.count != shape.reduce(1, *) {
            fatalError("\(name): \(values.count) values do not fill the shape \(shape)")
        }
        self.name = name
        self.shape = shape
        self.values = values
    }

    public var count: Int { values.count }

    /// The extent of the first dimension; an array without dimensions has none.
    public var rows: Int { shape.first ?? 0 }

    /// Returns the elements rounded to single precision.
    public func floats() -> [Float] {
        switch values {
        case .uint8(let elements): elements.map { Float($0) }
        case .int8(let elements): elements.map { Float($0) }
        case .uint16(let elements): elements.map { Float($0) }
        case .int16(let elements): elements.map { Float($0) }
        case .uint32(let elements): elements.map { Float($0) }
        case .int32(let elements): elements.map { Float($0) }
        case .uint64(let elements): elements.map { Float($0) }
        case .int64(let elements): elements.map { Float($0) }
        case .float32(let elements): elements
        case .float64(let elements): elements.map { Float($0) }
        }
    }

    /// Returns the elements in double precision (64-bit integers beyond 2^53 are rounded).
    public func doubles() -> [Double] {
        switch values {
        case .uint8(let elements): elements.map { Double($0) }
        case .int8(let elements): elements.map { Double($0) }
        case .uint16(let elements): elements.map { Double($0) }
        case .int16(let elements): elements.map { Double($0) }
        case .uint32(let elements): elements.map { Double($0) }
        case .int32(let elements): elements.map { Double($0) }
        case .uint64(let elements): elements.map { Double($0) }
        case .int64(let elements): elements.map { Double($0) }
        case .float32(let elements): elements.map { Double($0) }
        case .float64(let elements): elements
        }
    }

    /// Returns the elements as 32-bit integers.
    ///
    /// - Throws: `DataError` that names the first element that is none.
    public func integers() throws(DataError) -> [Int32] {
        if case .int32(let elements) = values { return elements }
        var result: [Int32] = []
        result.reserveCapacity(count)
        for (index, value) in doubles().enumerated() {
            guard let integer = Int32(exactly: value) else {
                let row = index / max(1, count / max(1, rows))
                throw DataError(
                    name, at: .row(row), found: "\(value)", expected: "a 32-bit integer")
            }
            result.append(integer)
        }
        return result
    }
}

extension NumericArray.Values {
    public var count: Int {
        switch self {
        case .uint8(let elements): elements.count
        case .int8(let elements): elements.count
        case .uint16(let elements): elements.count
        case .int16(let elements): elements.count
        case .uint32(let elements): elements.count
        case .int32(let elements): elements.count
        case .uint64(let elements): elements.count
        case .int64(let elements): elements.count
        case .float32(let elements): elements.count
        case .float64(let elements): elements.count
        }
    }
}
