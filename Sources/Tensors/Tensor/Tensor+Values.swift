internal import CKernels

extension Tensor {
    /// Makes a tensor of `values` in row-major order.
    public init(_ values: [Float], shape: [Int]) {
        self.init(uninitialized: Shape(shape), .float32)
        requireValues(values.count)
        values.withUnsafeBytes {
            if let start = $0.baseAddress { address.copyMemory(from: start, byteCount: $0.count) }
        }
    }

    /// Makes a tensor of `values` in row-major order, rounded if `type` is `float32`.
    public init(_ values: [Double], shape: [Int], type: ScalarType) {
        self.init(uninitialized: Shape(shape), type)
        requireValues(values.count)
        values.withUnsafeBufferPointer {
            guard let start = $0.baseAddress else { return }
            if type == .float64 {
                address.copyMemory(from: start, byteCount: $0.count * 8)
            } else {
                kernel_convert_to_float(start, address.assumingMemoryBound(to: Float.self), count)
            }
        }
    }

    private func requireValues(_ found: Int) {
        require(found == count, "a tensor of shape \(layout) needs \(count) values, not \(found)")
    }

    /// A copy of the values as single-precision numbers (rounded from `float64`).
    public var scalars: [Float] {
        if type == .float64 { return converted(to: .float32).scalars }
        return withUnsafeScalars { Array($0) }
    }

    /// A copy of the values as double-precision numbers.
    public var doubles: [Double] {
        if type == .float32 { return converted(to: .float64).doubles }
        let start = address.assumingMemoryBound(to: Double.self)
        return Array(UnsafeBufferPointer(start: start, count: count))
    }

    /// Calls `body` with the values of a `float32` tensor, in row-major order.
    public func withUnsafeScalars<Result>(
        _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        require(type == .float32, "withUnsafeScalars needs a float32 tensor, not \(type)")
        let start = address.assumingMemoryBound(to: Float.self)
        return try withExtendedLifetime(buffer) {
            try body(UnsafeBufferPointer(start: start, count: count))
        }
    }

    /// The only value of a one-element tensor.
    public func item() -> Double {
        require(count == 1, "item() needs a tensor of one element, not one of shape \(layout)")
        return withExtendedLifetime(buffer) {
            type == .float32
                ? Double(address.load(as: Float.self)) : address.load(as: Double.self)
        }
    }

    /// The same values in another type, off the tape.
    public func converted(to other: ScalarType) -> Tensor {
        if other == type { return detached }
        let result = Tensor(uninitialized: layout, other)
        if other == .float32 {
            kernel_convert_to_float(
                address.assumingMemoryBound(to: Double.self),
                result.address.assumingMemoryBound(to: Float.self), count)
        } else {
            kernel_convert_to_double(
                address.assumingMemoryBound(to: Float.self),
                result.address.assumingMemoryBound(to: Double.self), count)
        }
        return result
    }
}
