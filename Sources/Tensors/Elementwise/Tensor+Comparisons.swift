internal import CKernels

// Comparisons give 1 where they hold and 0 elsewhere, in the operands' type. Shapes broadcast as
// those of `+`. No derivative flows through them. A NaN is unequal to everything.
extension Tensor {
    /// Marks where an element of `a` is greater.
    public static func .> (a: Tensor, b: Tensor) -> Tensor {
        Operand(a, b, ".>").result(a, b, a.loops.pointee.mathematics.greater)
    }

    /// Marks where an element of `a` is greater or equal.
    public static func .>= (a: Tensor, b: Tensor) -> Tensor {
        Operand(a, b, ".>=").result(a, b, a.loops.pointee.mathematics.greater_or_equal)
    }

    /// Marks where an element of `a` is less.
    public static func .< (a: Tensor, b: Tensor) -> Tensor {
        Operand(b, a, ".<").result(b, a, a.loops.pointee.mathematics.greater)
    }

    /// Marks where an element of `a` is less or equal.
    public static func .<= (a: Tensor, b: Tensor) -> Tensor {
        Operand(b, a, ".<=").result(b, a, a.loops.pointee.mathematics.greater_or_equal)
    }

    /// Marks where the elements are equal.
    public static func .== (a: Tensor, b: Tensor) -> Tensor {
        Operand(a, b, ".==").result(a, b, a.loops.pointee.mathematics.equal)
    }

    /// Marks where the elements differ.
    public static func .!= (a: Tensor, b: Tensor) -> Tensor {
        Operand(a, b, ".!=").result(a, b, a.loops.pointee.mathematics.unequal)
    }

    /// Marks where an element is greater than a number.
    public static func .> (a: Tensor, number: Double) -> Tensor { a .> a.single(number) }

    /// Marks where an element is at least a number.
    public static func .>= (a: Tensor, number: Double) -> Tensor { a .>= a.single(number) }

    /// Marks where an element is less than a number.
    public static func .< (a: Tensor, number: Double) -> Tensor { a .< a.single(number) }

    /// Marks where an element is at most a number.
    public static func .<= (a: Tensor, number: Double) -> Tensor { a .<= a.single(number) }

    /// Marks where an element is a number.
    public static func .== (a: Tensor, number: Double) -> Tensor { a .== a.single(number) }

    /// Marks where an element is not a number given.
    public static func .!= (a: Tensor, number: Double) -> Tensor { a .!= a.single(number) }

    private func single(_ number: Double) -> Tensor { Tensor(filling: Shape(), number, type) }

    /// The elements of `other` where `mask` is not 0, and this tensor's elsewhere: PyTorch's
    /// `where(mask, other, self)`. The three shapes broadcast.
    public func replacing(with other: Tensor, where mask: Tensor) -> Tensor {
        require(
            type == other.type && type == mask.type,
            "replacing of \(type) with \(other.type) where \(mask.type)")
        guard let both = Shape.broadcast(layout, other.layout),
            let shape = Shape.broadcast(both, mask.layout)
        else {
            fatalError(
                "replacing of shape \(layout) with \(other.layout) where \(mask.layout): the"
                    + " shapes do not broadcast")
        }
        let (base, added) = (expanded(to: shape), other.expanded(to: shape))
        let chosen = mask.detached.expanded(to: shape)
        let result = base.another()
        loops.pointee.mathematics.choose(
            chosen.address, added.address, base.address, result.address, result.count)
        return result.recorded(.replaced, base, added, saving: chosen)
    }

    /// A number where `mask` is not 0, and this tensor's elements elsewhere.
    public func replacing(with number: Double, where mask: Tensor) -> Tensor {
        replacing(with: single(number), where: mask)
    }
}

extension Backward {
    /// Chosen, not multiplied by the mask: an infinite gradient stays where it belongs.
    mutating func replaced(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let mask = node.saved.0 else { return }
        let choose = gradient.loops.pointee.mathematics.choose
        if needs(node.inputs.0) {
            let part = gradient.another()
            choose(mask.address, nil, gradient.address, part.address, part.count)
            add(part, to: node.inputs.0)
        }
        if needs(node.inputs.1) {
            let part = gradient.another()
            choose(mask.address, gradient.address, nil, part.address, part.count)
            add(part, to: node.inputs.1)
        }
    }
}
