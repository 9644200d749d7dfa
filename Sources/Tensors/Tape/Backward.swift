internal import CKernels

/// One pass from a result back to the leaves: the gradients found so far, by node number.
struct Backward {
    private let tape: UnsafeMutablePointer<Tape>
    private let last: Int
    private let releases: Bool
    private let pending: UnsafeMutablePointer<Tensor?>

    init(_ tape: UnsafeMutablePointer<Tape>, through node: Int32, releasing: Bool) {
        self.tape = tape
        releases = releasing
        last = Int(node)
        pending = tape.pointee.gradientRoom(last + 1)
    }

    /// Runs the derivatives in reverse order. Operations on gradients are not recorded.
    mutating func run(seed: Tensor, keeping kept: [Tensor]) -> Gradients {
        let keptNodes = kept.map { $0.number(in: tape.pointee.region) }
        var keptGradients = [Tensor?](repeating: nil, count: kept.count)
        pending[last] = seed
        withoutTape {
            var number = last
            while number >= 0 {
                if !keptNodes.isEmpty {
                    for (index, kept) in keptNodes.enumerated() where kept == number {
                        keptGradients[index] = pending[number]
                    }
                }
                step(number)
                number -= 1
            }
        }
        var entries = tape.pointee.leaves.map { leaf in
            Gradients.Entry(
                parameter: leaf.parameter, node: leaf.node,
                gradient: leaf.node <= last ? pending[Int(leaf.node)].take() : nil)
        }
        for (node, gradient) in zip(keptNodes, keptGradients) {
            entries.append(Gradients.Entry(parameter: nil, node: node, gradient: gradient))
        }
        return Gradients(region: tape.pointee.region, entries: entries)
    }

    @inline(__always)
    private mutating func step(_ number: Int) {
        let node = tape.pointee.nodes + number
        if node.pointee.operation == .leaf { return }
        guard let gradient = pending[number].take() else { return }
        apply(node.pointee, gradient)
        if releases { node.pointee.saved = (nil, nil, nil, nil) }
    }

    /// Whether the input with this node number wants a gradient.
    @inline(__always)
    func needs(_ input: Int32) -> Bool { input >= 0 }

    /// The shape of the input with this node number.
    func layout(of input: Int32) -> Shape { tape.pointee.nodes[Int(input)].layout }

    /// Adds `gradient` to what the input has so far.
    @inline(__always)
    mutating func add(_ gradient: consuming Tensor, to input: Int32) {
        let slot = pending + Int(input)
        if slot.pointee == nil {
            slot.pointee = gradient
        } else {
            accumulate(gradient, slot)
        }
    }

    /// Memory for the gradient of `input`: new, or that which it has, to be added to in place. The
    /// caller hands it back with `put`.
    @inline(__always)
    mutating func destination(
        for input: Int32, _ layout: Shape, _ type: ScalarType
    ) -> (Tensor, isNew: Bool) {
        guard var present = pending[Int(input)].take() else {
            return (Tensor(uninitialized: layout, type), true)
        }
        present.own()
        return (present, false)
    }

    /// Makes `gradient` all that `input` has.
    @inline(__always)
    mutating func put(_ gradient: Tensor, for input: Int32) { pending[Int(input)] = gradient }

    private func accumulate(_ gradient: Tensor, _ slot: UnsafeMutablePointer<Tensor?>) {
        guard var sum = slot.pointee.take() else { return }
        let target = sum.reusable()
        sum.loops.pointee.add(
            sum.address, Operand.full, gradient.address, Operand.full, target.address, 1,
            sum.count)
        slot.pointee = target
    }
}
