import Foundation
import Randomness
import Tensors

/// Attention on plain numbers: q, k and v as [n, time, d], each d split into heads.
private struct Reference {
    let n: Int
    let queries: Int
    let keys: Int
    let heads: Int
    let width: Int
    var causal = false
    var padding: [Double]?
    var dropout: AttentionDropout?

    var d: Int { heads * width }

    func run(_ q: [Double], _ k: [Double], _ v: [Double]) -> [Double] {
        var y = [Double](repeating: 0, count: n * queries * d)
        for sequence in 0..<n {
            for head in 0..<heads {
                for query in 0..<queries {
                    let at = (sequence * queries + query) * d + head * width
                    for (key, share) in shares(sequence, query, q, at, k, head) {
                        let from = (sequence * keys + key) * d + head * width
                        for c in 0..<width { y[at + c] += share * v[from + c] }
                    }
                }
            }
        }
        return y
    }

    private func shares(
        _ sequence: Int, _ query: Int, _ q: [Double], _ at: Int, _ k: [Double], _ head: Int
    ) -> [(Int, Double)] {
        let seen = (0..<keys).filter {
            (!causal || $0 <= query) && padding?[sequence * keys + $0] != 0
        }
        let weights = seen.map { (key: Int) -> Double in
            let from = (sequence * keys + key) * d + head * width
            var score = 0.0
            for c in 0..<width { score += q[at + c] * k[from + c] }
            return exp(score / Double(width).squareRoot())
        }
        let sum = weights.reduce(0, +)
        let row = ((sequence * heads + head) * queries + query) * keys
        return zip(seen, weights).map { ($0, $1 / sum * factor(row + $0)) }
    }

    /// What dropout makes of weight `number`: word `number` of its stream decides.
    private func factor(_ number: Int) -> Double {
        guard let dropout else { return 1 }
        let word = dropout.key.words(at: UInt64(number / 4))[number % 4]
        return Double(word) < dropout.rate * 0x1p32 ? 0 : 1 / (1 - dropout.rate)
    }

    /// The part of each row of [rows, parts d] that starts at `part` d.
    func part(_ x: [Double], _ part: Int, of parts: Int) -> [Double] {
        var values: [Double] = []
        for row in 0..<x.count / (parts * d) {
            let start = (row * parts + part) * d
            values += x[start..<start + d]
        }
        return values
    }

    func sample(_ name: String) -> OperationSample {
        let (heads, causal, padding, n, keys) = (heads, causal, padding, n, keys)
        let dropout = dropout
        @Sendable func mask(_ x: Tensor) -> Tensor? {
            padding.map { Tensor($0, shape: [n, keys], type: x.type) }
        }
        if queries == keys {
            let operation = dropout == nil ? OperationCode.selfAttention : .dropout
            return OperationSample(name, operation, [Input(shape: [n, keys, 3 * d])]) {
                selfAttention(
                    $0[0], heads: heads, causal: causal, padding: mask($0[0]), dropout: dropout)
            } expected: { v in
                run(part(v[0], 0, of: 3), part(v[0], 1, of: 3), part(v[0], 2, of: 3))
            }
        }
        let inputs = [Input(shape: [n, queries, d]), Input(shape: [n, keys, 2 * d])]
        let operation = dropout == nil ? OperationCode.crossAttention : .dropout
        return OperationSample(name, operation, inputs) {
            crossAttention(
                $0[0], $0[1], heads: heads, padding: mask($0[0]), dropout: dropout)
        } expected: { v in
            run(v[0], part(v[1], 0, of: 2), part(v[1], 1, of: 2))
        }
    }
}

private let third = AttentionDropout(rate: 1.0 / 3, key: RandomKey(key: 5, stream: 6))

let attentionSamples: [OperationSample] = [
    Reference(n: 2, queries: 5, keys: 5, heads: 2, width: 3).sample("self-attention"),
    Reference(n: 1, queries: 19, keys: 19, heads: 1, width: 4, causal: true)
        .sample("causal self-attention"),
    Reference(n: 1, queries: 50, keys: 50, heads: 1, width: 2, causal: true)
        .sample("causal self-attention in two blocks"),
    Reference(n: 1, queries: 50, keys: 50, heads: 1, width: 1).sample("attention of two blocks"),
    Reference(
        n: 2, queries: 4, keys: 4, heads: 1, width: 17, padding: [1, 1, 0, 1, 1, 0, 0, 0]
    ).sample("self-attention with padding"),
    Reference(
        n: 2, queries: 3, keys: 3, heads: 2, width: 2, causal: true, padding: [0, 1, 1, 1, 1, 0]
    ).sample("causal self-attention with padding, one query sees nothing"),
    Reference(n: 2, queries: 3, keys: 5, heads: 2, width: 3).sample("cross-attention"),
    Reference(
        n: 2, queries: 5, keys: 3, heads: 1, width: 4, padding: [1, 0, 1, 1, 1, 0]
    ).sample("cross-attention with padding"),
    Reference(n: 2, queries: 5, keys: 5, heads: 2, width: 3, dropout: third)
        .sample("self-attention with dropout"),
    Reference(
        n: 2, queries: 3, keys: 3, heads: 2, width: 2, causal: true, padding: [0, 1, 1, 1, 1, 0],
        dropout: third
    ).sample("causal self-attention with padding and dropout, one query sees nothing"),
    Reference(
        n: 2, queries: 5, keys: 3, heads: 1, width: 4, padding: [1, 0, 1, 1, 1, 0], dropout: third
    ).sample("cross-attention with padding and dropout"),
]
