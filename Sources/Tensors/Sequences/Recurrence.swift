internal import CKernels

/// The nonlinearity of a plain recurrent layer.
public enum RNNForm: Hashable, Sendable {
    /// The hyperbolic tangent, or max(x, 0).
    case tanh, relu
}

/// Returns h_t = tanh(x_t + W h_(t-1)) (or its ReLU) for every time, after `linear` has made x of
/// the inputs of all times in one product.
///
/// Shapes: x [batch, time, hidden], `weight` [hidden, hidden] and the state before the first time
/// [batch, hidden] (nil for zeros) give [batch, time, hidden]. `reverse` runs from the last time to
/// the first. Source: Elman 1990, doi 10.1207/s15516709cog1402_1.
public func rnn(
    _ x: Tensor, weight: Tensor, hidden: Tensor? = nil, form: RNNForm = .tanh,
    reverse: Bool = false
) -> Tensor {
    let kind = form == .tanh ? RecurrenceTanh : RecurrenceReLU
    var sequence = RecurrentPass(x, weight, [hidden], kind, reverse, "rnn")
    let trace = sequence.run(hidden, nil, isRecorded: isTracked([x, weight, hidden]))
    return trace.y.recorded(
        .rnn, x, weight, hidden, saving: trace.previous, trace.y, weight,
        setting: sequence.setting)
}

/// Returns the hidden states h_t of a long short-term memory for every time, after `linear` has
/// made x of the inputs of all times in one product.
///
/// With (i, f, g, o) = x_t + W h_(t-1): c_t = σ(f) c_(t-1) + σ(i) tanh(g), h_t = σ(o) tanh(c_t).
/// Shapes: x [batch, time, 4 hidden], `weight` [4 hidden, hidden] and the states before the first
/// time, each [batch, hidden] (nil for zeros), give [batch, time, hidden]. `reverse` runs from the
/// last time to the first. Source: Hochreiter and Schmidhuber 1997, doi 10.1162/neco.1997.9.8.1735.
public func lstm(
    _ x: Tensor, weight: Tensor, hidden: Tensor? = nil, cell: Tensor? = nil, reverse: Bool = false
) -> Tensor {
    var sequence = RecurrentPass(x, weight, [hidden, cell], RecurrenceLSTM, reverse, "lstm")
    let trace = sequence.run(hidden, cell, isRecorded: isTracked([x, weight, hidden, cell]))
    return trace.y.recorded(
        .lstm, x, weight, hidden, cell, saving: trace.previous, trace.gates, weight, trace.extra,
        setting: sequence.setting)
}

/// Returns the hidden states h_t of gated recurrent units for every time, after `linear` has made x
/// of the inputs of all times in one product.
///
/// With (r, z, n) the parts of x_t and (r', z', n') those of W h_(t-1) + bias: h_t = (1 - Z) N +
/// Z h_(t-1), N = tanh(n + σ(r + r') n'), Z = σ(z + z'). Shapes: x [batch, time, 3 hidden],
/// `weight` [3 hidden, hidden], `bias` [3 hidden] and the state before the first time [batch,
/// hidden] (nil for zeros) give [batch, time, hidden]. `reverse` runs from the last time to the
/// first. Source: Cho et al. 2014, arXiv 1406.1078, with the reset gate after the product.
public func gru(
    _ x: Tensor, weight: Tensor, bias: Tensor, hidden: Tensor? = nil, reverse: Bool = false
) -> Tensor {
    require(
        bias.rank == 1 && bias.count == x.layout.last && bias.type == x.type,
        "gru of shape \(x.layout) (\(x.type)) and a bias of shape \(bias.layout) (\(bias.type)):"
            + " one for each gate")
    var sequence = RecurrentPass(x, weight, [hidden], RecurrenceGRU, reverse, "gru")
    sequence.recurrence.bias = UnsafeRawPointer(bias.address)
    let trace = sequence.run(hidden, nil, isRecorded: isTracked([x, weight, bias, hidden]))
    return trace.y.recorded(
        .gru, x, weight, bias, hidden, saving: trace.previous, trace.gates, weight, trace.extra,
        setting: sequence.setting)
}

private func isTracked(_ tensors: [Tensor?]) -> Bool {
    tensors.contains { $0?.isTracked == true }
}

extension Backward {
    mutating func rnn(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let previous = node.saved.0, let y = node.saved.1, let weight = node.saved.2
        else { return }
        var pass = RecurrentPass(previous, weight, node.setting, node.precision)
        pass.recurrence.y = y.address
        let found = pass.derive(gradient, previous, nil, nil)
        addRecurrent(node, found, found.dx, previous)
        if needs(node.inputs.2) { add(found.dh0, to: node.inputs.2) }
    }

    mutating func lstm(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let previous = node.saved.0, let gates = node.saved.1, let weight = node.saved.2,
            let cells = node.saved.3
        else { return }
        var pass = RecurrentPass(previous, weight, node.setting, node.precision)
        let found = pass.derive(gradient, previous, gates, cells)
        addRecurrent(node, found, found.dx, previous)
        if needs(node.inputs.2) { add(found.dh0, to: node.inputs.2) }
        if let dc0 = found.dc0, needs(node.inputs.3) { add(dc0, to: node.inputs.3) }
    }

    mutating func gru(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let previous = node.saved.0, let gates = node.saved.1, let weight = node.saved.2,
            let inner = node.saved.3
        else { return }
        var pass = RecurrentPass(previous, weight, node.setting, node.precision)
        let found = pass.derive(gradient, previous, gates, inner)
        guard let dproduct = found.dproduct else { return }
        addRecurrent(node, found, dproduct, previous)
        if needs(node.inputs.2) {
            add(summed(dproduct, to: Shape(dproduct.layout.last)), to: node.inputs.2)
        }
        if needs(node.inputs.3) { add(found.dh0, to: node.inputs.3) }
    }

    /// dx is ready; dW is one product over all times.
    private mutating func addRecurrent(
        _ node: borrowing Node, _ found: RecurrentPass.Slopes, _ dproduct: Tensor,
        _ previous: Tensor
    ) {
        let rows = previous.layout[0] * previous.layout[1]
        if needs(node.inputs.1) {
            let flat = Tensor(
                sharing: dproduct.buffer, Shape(rows, dproduct.layout.last), dproduct.type)
            let states = Tensor(
                sharing: previous.buffer, Shape(rows, previous.layout.last), previous.type)
            addProduct(
                flat, transposed: true, states, transposed: false, to: node.inputs.1,
                node.precision)
        }
        if needs(node.inputs.0) { add(found.dx, to: node.inputs.0) }
    }
}
