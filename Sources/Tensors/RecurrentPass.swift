internal import CKernels

/// The arguments of both passes of a recurrent layer.
struct RecurrentPass {
    var recurrence: Recurrence
    private let type: ScalarType
    private let gates: Int

    /// What a forward pass leaves for the derivative; only `y` where none is wanted.
    struct Trace {
        let y: Tensor
        var previous: Tensor?
        var gates: Tensor?
        var extra: Tensor?
    }

    struct Slopes {
        let dx: Tensor
        let dproduct: Tensor?
        let dh0: Tensor
        let dc0: Tensor?
    }

    private static func gates(of kind: Int) -> Int {
        kind == RecurrenceLSTM ? 4 : kind == RecurrenceGRU ? 3 : 1
    }

    /// Takes a layer's tensors; traps where they do not fit.
    init(
        _ x: Tensor, _ weight: Tensor, _ states: [Tensor?], _ kind: Int, _ reverse: Bool,
        _ name: StaticString
    ) {
        gates = Self.gates(of: kind)
        type = x.type
        require(
            x.rank == 3 && weight.rank == 2 && weight.layout[0] == gates * weight.layout[1]
                && x.layout[2] == weight.layout[0] && weight.type == type,
            "\(name) of shape \(x.layout) (\(type)) and a weight of shape \(weight.layout)"
                + " (\(weight.type)): they are [batch, time, \(gates) hidden] and"
                + " [\(gates) hidden, hidden]")
        for case let state? in states {
            require(
                state.layout == Shape(x.layout[0], weight.layout[1]) && state.type == type,
                "\(name) of shape \(x.layout) (\(type)) and an initial state of shape"
                    + " \(state.layout) (\(state.type)): it is [batch, hidden]")
        }
        recurrence = Self.bare(x.address, weight, x.layout[0], x.layout[1], kind, reverse)
    }

    /// The derivative of what `previous` and a node's setting describe.
    init(_ previous: Tensor, _ weight: Tensor, _ setting: Node.Setting) {
        let kind = Int(setting.whole[0])
        gates = Self.gates(of: kind)
        type = previous.type
        recurrence = Self.bare(
            previous.address, weight, previous.layout[0], previous.layout[1], kind,
            setting.whole[1] == 1)
    }

    private static func bare(
        _ x: UnsafeMutableRawPointer, _ weight: Tensor, _ batch: Int, _ time: Int, _ kind: Int,
        _ reverse: Bool
    ) -> Recurrence {
        Recurrence(
            x: UnsafeRawPointer(x), weight: UnsafeRawPointer(weight.address), bias: nil, h0: nil,
            c0: nil, y: x, gates: nil, previous: nil, extra: nil, batch: batch, time: time,
            hidden: weight.layout[1], kind: Int32(kind), reverse: reverse)
    }

    var setting: Node.Setting {
        var setting = Node.Setting()
        setting.whole[0] = recurrence.kind
        setting.whole[1] = recurrence.reverse ? 1 : 0
        return setting
    }

    /// Memory of [batch, time, `columns`].
    private func room(_ columns: Int) -> Tensor {
        Tensor(uninitialized: Shape([recurrence.batch, recurrence.time, columns]), type)
    }

    private func scratch() -> Buffer {
        Buffer(
            bytes: recurrence_scratch(recurrence.batch, recurrence.hidden, gates) * type.size)
    }

    mutating func run(_ hidden: Tensor?, _ cell: Tensor?, isRecorded: Bool) -> Trace {
        var trace = Trace(y: room(recurrence.hidden))
        if isRecorded {
            trace.previous = room(recurrence.hidden)
            if gates > 1 {
                trace.gates = room(gates * recurrence.hidden)
                trace.extra = room(recurrence.hidden)
            }
        }
        let scratch = scratch()
        recurrence.h0 = UnsafeRawPointer(hidden?.address)
        recurrence.c0 = UnsafeRawPointer(cell?.address)
        recurrence.y = trace.y.address
        recurrence.previous = trace.previous?.address
        recurrence.gates = trace.gates?.address
        recurrence.extra = trace.extra?.address
        withExtendedLifetime(scratch) {
            kernels(type).pointee.sequences.recur(
                &recurrence, 0, recurrence.batch, scratch.address)
        }
        return trace
    }

    mutating func derive(
        _ dy: Tensor, _ previous: Tensor, _ gateValues: Tensor?, _ extra: Tensor?
    ) -> Slopes {
        let state = Shape(recurrence.batch, recurrence.hidden)
        let slopes = Slopes(
            dx: room(gates * recurrence.hidden),
            dproduct: recurrence.kind == RecurrenceGRU ? room(gates * recurrence.hidden) : nil,
            dh0: Tensor(uninitialized: state, type),
            dc0: recurrence.kind == RecurrenceLSTM ? Tensor(uninitialized: state, type) : nil)
        let scratch = scratch()
        recurrence.previous = previous.address
        recurrence.gates = gateValues?.address
        recurrence.extra = extra?.address
        var derivative = RecurrenceDerivative(
            dy: UnsafeRawPointer(dy.address), dx: slopes.dx.address,
            dproduct: slopes.dproduct?.address, dh0: slopes.dh0.address,
            dc0: slopes.dc0?.address)
        withExtendedLifetime(scratch) {
            kernels(type).pointee.sequences.recur_derivative(
                &recurrence, &derivative, 0, recurrence.batch, scratch.address)
        }
        return slopes
    }
}
