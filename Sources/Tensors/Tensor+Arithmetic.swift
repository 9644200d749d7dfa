internal import CKernels

extension Tensor {
    /// Adds element by element. One shape must be the last axes of the other, or one element.
    public static func + (a: Tensor, b: Tensor) -> Tensor {
        let form = Operand(a, b, "+")
        let result = Tensor(uninitialized: form.layout, a.type)
        result.loops.pointee.add(
            a.address, form.left, b.address, form.right, result.address, form.rows, form.columns)
        return result.recorded(.add, a, b)
    }

    /// Subtracts element by element, with the shapes of `+`.
    public static func - (a: Tensor, b: Tensor) -> Tensor {
        let form = Operand(a, b, "-")
        let result = Tensor(uninitialized: form.layout, a.type)
        result.loops.pointee.subtract(
            a.address, form.left, b.address, form.right, result.address, form.rows, form.columns)
        return result.recorded(.subtract, a, b)
    }

    /// Multiplies element by element, with the shapes of `+`.
    public static func * (a: Tensor, b: Tensor) -> Tensor {
        let form = Operand(a, b, "*")
        let result = Tensor(uninitialized: form.layout, a.type)
        result.loops.pointee.multiply(
            a.address, form.left, b.address, form.right, result.address, form.rows, form.columns)
        return result.recorded(.multiply, a, b, saving: a, b)
    }

    /// Divides element by element, with the shapes of `+`.
    public static func / (a: Tensor, b: Tensor) -> Tensor {
        let form = Operand(a, b, "/")
        let result = Tensor(uninitialized: form.layout, a.type)
        result.loops.pointee.divide(
            a.address, form.left, b.address, form.right, result.address, form.rows, form.columns)
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
