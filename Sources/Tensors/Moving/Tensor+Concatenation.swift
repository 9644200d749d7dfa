internal import CKernels

/// Joins tensors along `axis`; their other extents are equal.
public func concatenated(_ tensors: [Tensor], axis: Int) -> Tensor {
    guard let first = tensors.first else { fatalError("concatenated needs at least one tensor") }
    let axis = first.layout.index(of: axis, "concatenated")
    var extent = 0
    for tensor in tensors {
        require(
            tensor.rank == first.rank && tensor.type == first.type
                && tensor.layout.replacing(axis, with: 0) == first.layout.replacing(axis, with: 0),
            "concatenated along axis \(axis): shapes \(first.layout) (\(first.type)) and"
                + " \(tensor.layout) (\(tensor.type)) differ elsewhere")
        extent += tensor.layout[axis]
    }
    var result = Tensor(uninitialized: first.layout.replacing(axis, with: extent), first.type)
    var start = 0
    for tensor in tensors {
        let window = Window(result.layout, axis, start, 1)
        tensor.copy(
            tensor.layout.strides, to: result, at: window.start, window.strides,
            over: tensor.layout)
        result = result.recorded(.concatenated, result, tensor, setting: window.setting)
        start += tensor.layout[axis]
    }
    return result
}

extension Backward {
    /// Each node stands for one part: its gradient is a slice, and the other parts' nodes, which
    /// stand for the same result before this part was written, get the gradient as it is.
    mutating func concatenated(_ node: borrowing Node, _ gradient: consuming Tensor) {
        if needs(node.inputs.1) {
            let shape = layout(of: node.inputs.1)
            let window = Window(gradient.layout, node.setting)
            let part = Tensor(uninitialized: shape, gradient.type)
            gradient.copy(
                from: window.start, window.strides, to: part, shape.strides, over: shape)
            add(part, to: node.inputs.1)
        }
        if needs(node.inputs.0) { add(gradient, to: node.inputs.0) }
    }
}
