/// The derivatives of one number with respect to tensors, as a value.
public struct Gradients {
    struct Entry {
        let parameter: Parameter?
        let node: Int32
        let gradient: Tensor?
    }

    let region: UInt32
    /// One entry for each leaf of the tape in order, then one for each tensor kept.
    let entries: [Entry]

    /// The gradient with respect to `parameter`; nil where the loss does not depend on it.
    public subscript(parameter: Parameter) -> Tensor? {
        let likely = parameter.leaf
        if likely < entries.count, entries[likely].parameter === parameter {
            return entries[likely].gradient
        }
        return entries.first { $0.parameter === parameter }?.gradient
    }

    /// The gradient with respect to `tensor`, which was made by `tracked()` or named in `keeping`;
    /// nil where the loss does not depend on it.
    public subscript(tensor: Tensor) -> Tensor? {
        guard tensor.region == region, tensor.node >= 0 else { return nil }
        return entries.first { $0.node == tensor.node }?.gradient
    }
}

extension Tensor {
    /// Differentiates this one-element tensor with respect to every leaf of the open tape, and to
    /// the intermediate tensors `keeping`.
    ///
    /// - Parameter releasing: whether the tape lets go of every value behind the pass, so that the
    ///   gradients take its memory. Then the tape can't be differentiated again.
    public func gradients(keeping kept: [Tensor] = [], releasing: Bool = false) -> Gradients {
        require(
            count == 1,
            "gradients() needs a tensor of one element, not one of shape \(layout); give a seed")
        return gradients(
            seed: Tensor(filling: layout, 1, type), keeping: kept, releasing: releasing)
    }

    /// Differentiates the sum of this tensor's elements times those of `seed`.
    public func gradients(
        seed: Tensor, keeping kept: [Tensor] = [], releasing: Bool = false
    ) -> Gradients {
        require(
            seed.layout == layout,
            "a seed of shape \(seed.layout) does not fit a tensor of shape \(layout)")
        guard let tape = ThreadState.current.pointee.tape else {
            fatalError("gradients() needs an open tape: call it inside withTape")
        }
        require(
            number(in: tape.pointee.region) >= 0,
            "gradients() needs a tensor that depends on a tracked one in the open tape")
        require(
            !tape.pointee.isReleased,
            "gradients(releasing: true) let go of what this tape saved: it ends a tape's use")
        tape.pointee.isReleased = releasing
        var backward = Backward(tape, through: node, releasing: releasing)
        return backward.run(seed: seed.detached, keeping: kept)
    }
}
