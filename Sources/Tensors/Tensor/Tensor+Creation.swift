internal import CKernels
public import Randomness

extension Tensor {
    /// Makes a tensor whose values are all 0.
    public static func zeros(_ shape: [Int], type: ScalarType = .float32) -> Tensor {
        full(shape, 0, type: type)
    }

    /// Makes a tensor whose values are all `value`.
    public static func full(
        _ shape: [Int], _ value: Double, type: ScalarType = .float32
    ) -> Tensor {
        Tensor(filling: Shape(shape), value, type)
    }

    init(filling layout: Shape, _ value: Double, _ type: ScalarType) {
        self.init(uninitialized: layout, type)
        loops.pointee.fill(address, count, value)
    }

    /// Draws from the uniform distribution on `low` ..< `high`.
    ///
    /// Value i comes from word i of the stream `key`: its upper 24 bits for `float32`, all 32 for
    /// `float64`; so both types give the same numbers up to rounding.
    public static func uniform(
        _ shape: [Int], low: Double = 0, high: Double = 1, key: RandomKey,
        type: ScalarType = .float32
    ) -> Tensor {
        let result = Tensor(uninitialized: Shape(shape), type)
        result.loops.pointee.uniform(
            result.address, result.count, low, high, key.key, key.stream)
        return result
    }

    /// Draws from the normal distribution (Box and Muller 1958: value i from the words 2i, 2i + 1).
    public static func normal(
        _ shape: [Int], mean: Double = 0, deviation: Double = 1, key: RandomKey,
        type: ScalarType = .float32
    ) -> Tensor {
        let result = Tensor(uninitialized: Shape(shape), type)
        result.loops.pointee.normal(
            result.address, result.count, mean, deviation, key.key, key.stream)
        return result
    }
}
