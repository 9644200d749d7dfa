internal import CKernels

/// Returns the self-attention softmax(q kᵀ / √width) v of each of `heads` heads, from packed
/// projections.
///
/// Shapes: qkv [n, time, 3 d] holds q, k and v one after the other, each with its heads one after
/// the other; the result is [n, time, d]. `causal` hides what comes later in time. `padding` is
/// [n, time], 0 at the times that nobody sees, and a constant; a time that sees nothing gets zeros.
/// Scores exist for 48 queries at a time, backward too, unless `dropout` drops weights. Sources:
/// Vaswani et al. 2017, arXiv 1706.03762; Dao et al. 2022, arXiv 2205.14135.
public func selfAttention(
    _ qkv: Tensor, heads: Int, causal: Bool = false, padding: Tensor? = nil,
    dropout: AttentionDropout? = nil
) -> Tensor {
    require(
        qkv.rank == 3 && heads > 0 && qkv.layout.last % (3 * heads) == 0,
        "selfAttention of shape \(qkv.layout) with \(heads) heads: it takes [n, time, 3 d], and d"
            + " splits into the heads")
    requirePadding(padding, qkv.layout[0], qkv.layout[1], qkv.type, "selfAttention")
    if let dropout {
        return dropout.attend(qkv, heads: heads, causal: causal, padding: padding)
    }
    let (n, time, d) = (qkv.layout[0], qkv.layout[1], qkv.layout[2] / 3)
    let y = Tensor(uninitialized: Shape([n, time, d]), qkv.type)
    let sums = Tensor(uninitialized: Shape([n, heads, time]), qkv.type)
    var setting = Node.Setting()
    setting.whole[0] = Int32(heads)
    setting.whole[1] = causal ? 1 : 0
    let operand = qkv.operand(.current)
    var pass = AttentionPass(packed: operand, y, sums, padding, setting, .current)
    withExtendedLifetime(operand) { pass.run() }
    return y.recorded(
        .selfAttention, qkv, saving: qkv, y, sums, padding?.detached, setting: setting)
}

/// Returns softmax(q kᵀ / √width) v of each of `heads` heads, where what asks and what is asked are
/// different sequences.
///
/// Shapes: q [n, queries, d] and kv [n, keys, 2 d], which holds k and v one after the other, give
/// [n, queries, d]. `padding` is [n, keys], 0 at the keys that nobody sees, and a constant.
public func crossAttention(
    _ q: Tensor, _ kv: Tensor, heads: Int, padding: Tensor? = nil,
    dropout: AttentionDropout? = nil
) -> Tensor {
    require(
        q.rank == 3 && kv.rank == 3 && q.layout[0] == kv.layout[0] && q.type == kv.type
            && kv.layout[2] == 2 * q.layout[2] && heads > 0 && q.layout[2] % heads == 0,
        "crossAttention of shapes \(q.layout) (\(q.type)) and \(kv.layout) (\(kv.type)) with"
            + " \(heads) heads: they are [n, queries, d] and [n, keys, 2 d], and d splits into the"
            + " heads")
    requirePadding(padding, kv.layout[0], kv.layout[1], kv.type, "crossAttention")
    if let dropout { return dropout.attend(q, kv, heads: heads, padding: padding) }
    let y = q.another()
    let sums = Tensor(uninitialized: Shape([q.layout[0], heads, q.layout[1]]), q.type)
    var setting = Node.Setting()
    setting.whole[0] = Int32(heads)
    setting.whole[2] = padding == nil ? 0 : 1
    let operands = (q.operand(.current), kv.operand(.current))
    var pass = AttentionPass(
        operands.0, operands.1, y, sums, padding?.address, setting, .current)
    withExtendedLifetime(operands) { pass.run() }
    // A node saves four tensors: the padding goes with the sums.
    return y.recorded(
        .crossAttention, q, kv, saving: q, kv, y,
        padding.map { joined(sums, $0) } ?? sums, setting: setting)
}

/// The values of both, one after the other.
private func joined(_ a: Tensor, _ b: Tensor) -> Tensor {
    let result = Tensor(uninitialized: Shape(a.count + b.count), a.type)
    let bytes = a.count * a.type.size
    result.address.copyMemory(from: a.address, byteCount: bytes)
    (result.address + bytes).copyMemory(from: b.address, byteCount: b.count * b.type.size)
    return result
}

private func requirePadding(
    _ padding: Tensor?, _ n: Int, _ keys: Int, _ type: ScalarType, _ name: StaticString
) {
    guard let padding else { return }
    require(
        padding.layout == Shape(n, keys) && padding.type == type,
        "\(name) of \(n) sequences of \(keys) keys (\(type)) and a padding of shape"
            + " \(padding.layout) (\(padding.type)): it is \([n, keys])")
}

/// The arguments of both passes.
private struct AttentionPass {
    private var attention: Attention
    private let scratch: Buffer
    /// Bytes of a thread's working memory.
    private let room: Int
    private let loops: UnsafePointer<KernelTable>

    init(
        packed qkv: Tensor, _ y: Tensor, _ sums: Tensor, _ padding: Tensor?,
        _ setting: Node.Setting, _ precision: Precision
    ) {
        let d = y.layout[2]
        self.init(y, qkv.layout[1], padding?.address, setting, precision)
        attention.k_step = 3 * d
        attention.q_step = 3 * d
        attention.q = UnsafeRawPointer(qkv.address)
        attention.k = attention.q + d * qkv.type.size
        attention.v = attention.k + d * qkv.type.size
        attention.log_sums = sums.address
    }

    init(
        _ q: Tensor, _ kv: Tensor, _ y: Tensor, _ sums: Tensor,
        _ padding: UnsafeMutableRawPointer?, _ setting: Node.Setting, _ precision: Precision
    ) {
        let d = q.layout[2]
        self.init(y, kv.layout[1], padding, setting, precision)
        attention.q_step = d
        attention.k_step = 2 * d
        attention.q = UnsafeRawPointer(q.address)
        attention.k = UnsafeRawPointer(kv.address)
        attention.v = attention.k + d * kv.type.size
        attention.log_sums = sums.address
    }

    private init(
        _ y: Tensor, _ keys: Int, _ padding: UnsafeMutableRawPointer?, _ setting: Node.Setting,
        _ precision: Precision
    ) {
        let heads = Int(setting.whole[0])
        let width = y.layout[2] / heads
        room = attention_scratch(keys, width) * y.type.size
        scratch = Buffer(bytes: room * Int(kernel_team_lanes()))
        loops = y.loops
        attention = Attention(
            q: y.address, k: y.address, v: y.address, padding: UnsafeRawPointer(padding),
            o: y.address, log_sums: y.address, sequences: y.layout[0],
            heads: heads, queries: y.layout[1], keys: keys, width: width, q_step: 0, k_step: 0,
            o_step: y.layout[2], scale: 1 / Double(max(width, 1)).squareRoot(),
            causal: setting.whole[1] == 1,
            rounded: precision == .bfloat16 && y.type == .float32)
    }

    mutating func run() {
        withExtendedLifetime(scratch) {
            kernel_attend(loops, &attention, nil, scratch.address, room)
        }
    }

    mutating func derive(
        _ dy: Tensor, _ dq: UnsafeMutableRawPointer, _ dk: UnsafeMutableRawPointer,
        _ dv: UnsafeMutableRawPointer
    ) {
        var derivative = AttentionDerivative(
            d_o: UnsafeRawPointer(dy.address), dq: dq, dk: dk, dv: dv)
        withExtendedLifetime(scratch) {
            kernel_attend(loops, &attention, &derivative, scratch.address, room)
        }
    }
}

extension Backward {
    /// dv = Pᵀ dy, ds = P (dy vᵀ - Σ dy y) / √width, dq = ds k, dk = dsᵀ q
    mutating func selfAttention(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let qkv = node.saved.0, let y = node.saved.1, let sums = node.saved.2
        else { return }
        let result = qkv.another()
        let bytes = y.layout[2] * y.type.size
        let (operand, dy) = (qkv.operand(node.precision), gradient.operand(node.precision))
        var pass = AttentionPass(
            packed: operand, y, sums, node.saved.3, node.setting, node.precision)
        withExtendedLifetime((operand, dy)) {
            pass.derive(
                dy, result.address, result.address + bytes, result.address + 2 * bytes)
        }
        add(result, to: node.inputs.0)
    }

    mutating func crossAttention(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let q = node.saved.0, let kv = node.saved.1, let y = node.saved.2,
            let sums = node.saved.3
        else { return }
        let dq = q.another()
        let dkv = kv.another()
        let bytes = q.layout[2] * q.type.size
        let (heads, queries) = (Int(node.setting.whole[0]), q.layout[1])
        let padding =
            node.setting.whole[2] == 0
            ? nil : sums.address + q.layout[0] * heads * queries * q.type.size
        let operands = (
            q.operand(node.precision), kv.operand(node.precision), gradient.operand(node.precision)
        )
        var pass = AttentionPass(
            operands.0, operands.1, y, sums, padding, node.setting, node.precision)
        withExtendedLifetime(operands) {
            pass.derive(operands.2, dq.address, dkv.address, dkv.address + bytes)
        }
        if needs(node.inputs.0) { add(dq, to: node.inputs.0) }
        if needs(node.inputs.1) { add(dkv, to: node.inputs.1) }
    }
}
