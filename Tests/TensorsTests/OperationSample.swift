import Randomness
import Tensors
import Testing

/// One way to call an operation; the tests of `OperationTests` run on every sample.
struct OperationSample: Sendable, CustomTestStringConvertible {
    /// A tensor to draw: its shape and the range of its values. `gap` keeps them away from 0, where
    /// some operations have a kink.
    struct Input: Sendable {
        let shape: [Int]
        var low = -2.0
        var high = 2.0
        var gap = 0.0
        var isTracked = true
    }

    let name: String
    let operation: OperationCode
    let inputs: [Input]
    let compute: @Sendable ([Tensor]) -> Tensor
    /// The same on plain numbers, written as the formula has it.
    let expected: @Sendable ([[Double]]) -> [Double]
    /// Whether the result may hold no NaN where an input is all NaN.
    private(set) var hidesNaN = false

    init(
        _ name: String, _ operation: OperationCode, _ inputs: [Input],
        _ compute: @escaping @Sendable ([Tensor]) -> Tensor,
        expected: @escaping @Sendable ([[Double]]) -> [Double]
    ) {
        self.name = name
        self.operation = operation
        self.inputs = inputs
        self.compute = compute
        self.expected = expected
    }

    var testDescription: String { name }

    /// The same sample of an operation that may hide a NaN.
    func hidingNaN() -> OperationSample {
        var sample = self
        sample.hidesNaN = true
        return sample
    }

    /// The same numbers on every run; representable in single precision, so that both types see
    /// the same input.
    func values() -> [[Double]] {
        inputs.enumerated().map { index, input in
            var stream = RandomStream(RandomKey(key: 7, stream: UInt64(index)))
            return (0..<input.shape.reduce(1, *)).map { _ in
                var value = input.low + (input.high - input.low) * stream.uniform()
                if abs(value) < input.gap { value += value < 0 ? -input.gap : input.gap }
                return Double(Float(value))
            }
        }
    }

    func tensors(_ values: [[Double]], _ type: ScalarType) -> [Tensor] {
        zip(inputs, values).map { Tensor($1, shape: $0.shape, type: type) }
    }

    /// The result, and the gradient of Σ seed · result with respect to each tracked input.
    func gradients(_ values: [[Double]], _ type: ScalarType) -> (Tensor, [Tensor?]) {
        withTape {
            let leaves = zip(inputs, tensors(values, type)).map { $0.isTracked ? $1.tracked() : $1 }
            let result = compute(leaves)
            let gradients = result.gradients(seed: seed(of: result, type))
            return (result.detached, leaves.map { gradients[$0] })
        }
    }

    func seed(of result: Tensor, _ type: ScalarType) -> Tensor {
        Tensor.uniform(
            result.shape, low: 0.5, high: 1.5, key: RandomKey(key: 3, stream: 9)
        ).converted(to: type)
    }
}

typealias Input = OperationSample.Input
