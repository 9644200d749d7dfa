internal import CKernels

/// The arguments of both passes of a recurrent layer.
struct RecurrentPass {
    var recurrence: Recurrence
    /// As an operand of the products.
    private let weight: Tensor
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
        self.weight = weight.operand(.current)
        recurrence = Self.bare(
            x.address, self.weight, x.layout[0], x.layout[1], kind, reverse, .current)
    }

    /// The derivative of what `previous` and a node's setting describe.
    init(
        _ previous: Tensor, _ weight: Tensor, _ setting: Node.Setting, _ precision: Precision
    ) {
        let kind = Int(setting.whole[0])
        gates = Self.gates(of: kind)
        type = previous.type
        self.weight = weight.operand(precision)
        recurrence = Self.bare(
            previous.address, self.weight, previous.layout[0], previous.layout[1], kind,
            setting.whole[1] == 1, precision)
    }

    private static func bare(
        _ x: UnsafeMutableRawPointer, _ weight: Tensor, _ batch: Int, _ time: Int, _ kind: Int,
        _ reverse: Bool, _ precision: Precision
    ) -> Recurrence {
        Recurrence(
            x: UnsafeRawPointer(x), weight: UnsafeRawPointer(weight.address), bias: nil, h0: nil,
            c0: nil, y: x, gates: nil, previous: nil, extra: nil, batch: batch,
            time: time, hidden: weight.layout[1], kind: Int32(kind), reverse: reverse,
            rounded: precision == .bfloat16 && weight.type == .float32)
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

    /// Bytes of a thread's working memory.
    private var roomBytes: Int {
        recurrence_scratch(recurrence.batch, recurrence.hidden, gates) * type.size
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
        let scratch = Buffer(bytes: roomBytes * Int(kernel_team_lanes()))
        recurrence.h0 = UnsafeRawPointer(hidden?.address)
        recurrence.c0 = UnsafeRawPointer(cell?.address)
        recurrence.y = trace.y.address
        recurrence.previous = trace.previous?.address
        recurrence.gates = trace.gates?.address
        recurrence.extra = trace.extra?.address
        withExtendedLifetime((scratch, weight)) {
            kernel_recur(kernels(type), &recurrence, nil, scratch.address, roomBytes)
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
        let scratch = Buffer(bytes: roomBytes * Int(kernel_team_lanes()))
        recurrence.previous = previous.address
        recurrence.gates = gateValues?.address
        recurrence.extra = extra?.address
        var derivative = RecurrenceDerivative(
            dy: UnsafeRawPointer(dy.address), dx: slopes.dx.address,
            dproduct: slopes.dproduct?.address, dh0: slopes.dh0.address,
            dc0: slopes.dc0?.address)
        withExtendedLifetime((scratch, weight)) {
            kernel_recur(kernels(type), &recurrence, &derivative, scratch.address, roomBytes)
        }
        return slopes
    }
}
