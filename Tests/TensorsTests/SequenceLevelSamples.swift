import CKernels

/// Loops of sequences, whose products are of small matrices in larger ones.
let sequenceFamilies: [Family] = [
    Family(testDescription: "attention") { attention($0, causal: false) },
    Family(testDescription: "causal attention") { attention($0, causal: true) },
    Family(testDescription: "LSTM") { recurrence($0, RecurrenceLSTM, gates: 4) },
    Family(testDescription: "GRU") { recurrence($0, RecurrenceGRU, gates: 3) },
]

/// The outputs and the gradients of two sequences of 61 queries and keys with three heads each.
private func attention(_ table: KernelTable, causal: Bool) -> [Memory] {
    let (length, heads, width) = (61, 3, 20)
    let row = heads * width
    let shape = [2, length, row]
    let (q, k, v) = (Memory(shape, stream: 1), Memory(shape, stream: 2), Memory(shape, stream: 3))
    let (output, logSums) = (Memory(q.count), Memory(2 * heads * length))
    let gradients = (0..<3).map { _ in Memory(q.count) }
    let dy = Memory(shape, stream: 4)
    var pass = Attention(
        q: q.values, k: k.values, v: v.values, padding: nil, o: output.values,
        log_sums: logSums.values, sequences: 2, heads: heads, queries: length, keys: length,
        width: width, q_step: row, k_step: row, o_step: row, scale: 0.25, causal: causal,
        rounded: false)
    var derivative = AttentionDerivative(
        d_o: dy.values, dq: gradients[0].values, dk: gradients[1].values,
        dv: gradients[2].values)
    let scratch = Memory(attention_scratch(length, width))
    table.sequences.attend(&pass, 0, 2 * heads, scratch.values)
    table.sequences.attend_derivative(&pass, &derivative, 0, 2 * heads, scratch.values)
    return [output, logSums] + gradients
}

/// The outputs and the gradients of 13 rows and 4 steps.
private func recurrence(_ table: KernelTable, _ kind: Int, gates: Int) -> [Memory] {
    let (batch, time, hidden) = (13, 4, 37)
    let (x, dy) = (
        Memory([batch, time, gates * hidden], stream: 1), Memory([batch, time, hidden], stream: 2)
    )
    let weight = Memory([gates * hidden, hidden], stream: 3)
    let bias = Memory([gates * hidden], stream: 4)
    let (y, previous, extra) = (Memory(dy.count), Memory(dy.count), Memory(dy.count))
    let (kept, dx, dproduct) = (Memory(x.count), Memory(x.count), Memory(x.count))
    let (dh, dc) = (Memory(batch * hidden), Memory(batch * hidden))
    var pass = Recurrence(
        x: x.values, weight: weight.values, bias: bias.values, h0: nil, c0: nil, y: y.values,
        gates: kept.values, previous: previous.values, extra: extra.values, batch: batch,
        time: time, hidden: hidden, kind: Int32(kind), reverse: false, rounded: false)
    var derivative = RecurrenceDerivative(
        dy: dy.values, dx: dx.values, dproduct: dproduct.values, dh0: dh.values,
        dc0: gates == 4 ? dc.values : nil)
    let scratch = Memory(recurrence_scratch(batch, hidden, gates))
    table.sequences.recur(&pass, 0, batch, scratch.values)
    table.sequences.recur_derivative(&pass, &derivative, 0, batch, scratch.values)
    return [y, dx, dh] + (gates == 4 ? [dc] : [dproduct])
}
