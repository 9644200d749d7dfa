internal import Foundation
internal import Jobs
internal import Randomness
internal import Tensors

/// Draws inputs for operations, and takes in what they give.
struct ReferenceProbe {
    let type: ScalarType
    private var stream = HashStream()
    private var draws: UInt64 = 0

    init(_ type: ScalarType) { self.type = type }

    /// 64 bits of the hash of all results so far.
    var digest: String { String(stream.finish().text.prefix(16)) }

    static func digest(of bytes: Data) -> String { String(ContentHash(of: bytes).text.prefix(16)) }

    mutating func key() -> RandomKey {
        draws += 1
        return RandomKey(key: 13, stream: draws)
    }

    /// Numbers that no other call draws.
    mutating func draw(_ shape: [Int], _ range: ClosedRange<Double> = -1...1) -> Tensor {
        Tensor.uniform(
            shape, low: range.lowerBound, high: range.upperBound, key: key(), type: type)
    }

    /// Whole numbers below `limit`, as ids.
    mutating func ids(_ shape: [Int], below limit: Int) -> Tensor {
        var random = RandomStream(key())
        let values = (0..<shape.reduce(1, *)).map { _ in
            Double(random.integer(below: UInt64(limit)))
        }
        return Tensor(values, shape: shape, type: type)
    }

    /// Takes in an operation's result and the gradients of all inputs that it depends on.
    mutating func take(_ inputs: Tensor..., operation: ([Tensor]) -> Tensor) {
        withTape {
            let tracked = inputs.map { $0.tracked() }
            let y = operation(tracked)
            take(y)
            guard y.isTracked else { return }
            let gradients = y.gradients(seed: draw(y.shape))
            for input in tracked { if let gradient = gradients[input] { take(gradient) } }
        }
    }

    /// Takes in a result alone.
    mutating func take(_ tensor: Tensor) {
        tensor.doubles.withUnsafeBytes { stream.update(Data($0)) }
    }
}
