internal import CKernels

extension Tensor {
    /// Adds element by element. Shapes broadcast: aligned at the end, extents of 1
    /// repeat (NumPy's rule).
    public static func + (a: Tensor, b: Tensor) -> Tensor {
        let form = Operand(a, b, "+")
        let result = form.result(a, b, a.loops.pointee.add)
        return result.recorded(.add, a, b)
    }

    /// Subtracts element by element, with the shapes of `+`.
    public static func - (a: Tensor, b: Tensor) -> Tensor {
        let form = Operand(a, b, "-")
        let result = form.result(a, b, a.loops.pointee.subtract)
        return result.recorded(.subtract, a, b)
    }

    /// Multiplies element by element, with the shapes of `+`.
    public static func * (a: Tensor, b: Tensor) -> Tensor {
        let form = Operand(a, b, "*")
        let result = form.result(a, b, a.loops.pointee.multiply)
        return result.recorded(.multiply, a, b, saving: a, b)
    }

    /// Divides element by element, with the shapes of `+`.
    public static func / (a: Tensor, b: Tensor) -> Tensor {
        let form = Operand(a, b, "/")
        let result = form.result(a, b, a.loops.pointee.divide)
        return result.recorded(.divide, a, b, saving: a, b, result)
    }
}

extension Backward {
    mutating func add(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let (a, b) = (node.inputs.0, node.inputs.1)
        if needs(a) { add(summed(gradient, to: layout(of: a)), to: a) }
        if needs(b) { add(summed(gradient, to: layout(of: b)), to: b) }
    }

    mutating func subtract(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let (a, b) = (node.inputs.0, node.inputs.1)
        if needs(a) { add(summed(gradient, to: layout(of: a)), to: a) }
        if needs(b) { add(summed(-gradient, to: layout(of: b)), to: b) }
    }

    mutating func multiply(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let a = node.saved.0, let b = node.saved.1 else { return }
        if needs(node.inputs.0) { add(summed(gradient * b, to: a.layout), to: node.inputs.0) }
        if needs(node.inputs.1) { add(summed(gradient * a, to: b.layout), to: node.inputs.1) }
    }

    /// y = a / b: da = dy / b, db = -dy y / b
    mutating func divide(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let a = node.saved.0, let b = node.saved.1, let y = node.saved.2 else { return }
        let da = gradient / b
        if needs(node.inputs.1) { add(summed(-(da * y), to: b.layout), to: node.inputs.1) }
        if needs(node.inputs.0) { add(summed(da, to: a.layout), to: node.inputs.0) }
    }
}
