public import Randomness

/// Dropout of attention's weights: a share `rate` of softmax(q kᵀ / √width) is set to 0 and the
/// others are divided by 1 - `rate`.
///
/// The weight of a key for a query is element [sequence, head, query, key] of what
/// ``dropout(_:rate:key:)`` takes. All weights exist at once, and stay until the derivative has
/// read them, where attention without dropout holds those of a few queries. Source: PyTorch's
/// `scaled_dot_product_attention`.
public struct AttentionDropout: Sendable {
    /// In 0 ..< 1.
    public let rate: Double
    /// Keys the draws: the same key drops the same weights.
    public let key: RandomKey

    /// Makes the dropout of a share `rate`, in 0 ..< 1, of the weights.
    public init(rate: Double, key: RandomKey) {
        self.rate = rate
        self.key = key
    }

    /// Attention from packed projections [n, time, 3 d].
    func attend(_ qkv: Tensor, heads: Int, causal: Bool, padding: Tensor?) -> Tensor {
        let parts = Self.heads(qkv, heads, parts: 3)
        return attend(
            parts[0], parts[1], parts[2], causal ? later(qkv.layout[1], qkv.type) : nil, padding)
    }

    /// Attention of q [n, queries, d] to k and v in [n, keys, 2 d].
    func attend(_ q: Tensor, _ kv: Tensor, heads: Int, padding: Tensor?) -> Tensor {
        let parts = Self.heads(kv, heads, parts: 2)
        return attend(Self.heads(q, heads, parts: 1)[0], parts[0], parts[1], nil, padding)
    }

    /// - Parameters q, k, v: [n, heads, time, width].
    /// - Parameter later: [queries, keys], not 0 where a key hides from a query.
    private func attend(
        _ q: Tensor, _ k: Tensor, _ v: Tensor, _ later: Tensor?, _ padding: Tensor?
    ) -> Tensor {
        let (n, heads, queries, width) = (q.layout[0], q.layout[1], q.layout[2], q.layout[3])
        let keys = k.layout[2]
        var scores = matmul(q / Double(Swift.max(width, 1)).squareRoot(), k, transposeB: true)
        let absent = padding.map { ($0.detached .== 0).reshaped([n, 1, 1, keys]) }
        if let later { scores = scores + later * Self.hidden }
        if let absent { scores = scores + absent * Self.hidden }
        let weights = dropout(scores.softmax(), rate: rate, key: key)
        var y = matmul(weights, v)
        if let absent, keys > 0 {
            let seen = (later.map { $0 + absent } ?? absent).min(axes: [3], keepingAxes: true) .== 0
            y = y * seen
        }
        return y.transposed(1, 2).reshaped([n, queries, heads * width])
    }

    /// Any score gets lost in it, and it is no infinity: a query that sees nothing has weights,
    /// which count for nothing, and not NaNs.
    private static let hidden = -1e30

    /// Marks the keys that come after each query.
    private func later(_ time: Int, _ type: ScalarType) -> Tensor {
        let places = Tensor((0..<time).map { Double($0) }, shape: [time], type: type)
        return places .> places.reshaped([time, 1])
    }

    /// The `parts` tensors [n, heads, time, width] that [n, time, parts d] holds.
    private static func heads(_ x: Tensor, _ heads: Int, parts: Int) -> [Tensor] {
        let (n, time) = (x.layout[0], x.layout[1])
        let shape = [n, heads, time, x.layout[2] / (parts * heads)]
        let whole = x.reshaped([n, time, parts, heads, shape[3]]).permuted([2, 0, 3, 1, 4])
        return (0..<parts).map { whole.sliced(axis: 0, $0..<$0 + 1).reshaped(shape) }
    }
}
