/// Returns the features of `a`, then those of `b`, on the last axis.
///
/// Shapes: [..., m] and [..., n] give [..., m + n].
public func joinedFeatures(_ a: Tensor, _ b: Tensor) -> Tensor {
    require(
        a.rank >= 1 && a.rank == b.rank && a.type == b.type
            && a.layout.removing(a.rank - 1) == b.layout.removing(b.rank - 1),
        "joinedFeatures of shapes \(a.layout) (\(a.type)) and \(b.layout) (\(b.type)): only their"
            + " last axes may differ")
    let columns = a.layout.last + b.layout.last
    let result = Tensor(uninitialized: Shape(a.shape.dropLast() + [columns]), a.type)
    let place = a.layout.last * a.type.size
    copyRows(from: a.address, a, to: result.address, result, width: a)
    copyRows(from: b.address, b, to: result.address + place, result, width: b)
    return result.recorded(.joinedFeatures, a, b)
}

/// Copies rows as wide as those of `width` from a place in `source` to one in `target`.
private func copyRows(
    from start: UnsafeMutableRawPointer, _ source: Tensor, to end: UnsafeMutableRawPointer,
    _ target: Tensor, width: Tensor
) {
    let size = source.type.size
    let bytes = width.layout.last * size
    for row in 0..<(bytes == 0 ? 0 : width.count * size / bytes) {
        (end + row * target.layout.last * size).copyMemory(
            from: start + row * source.layout.last * size, byteCount: bytes)
    }
}

extension Backward {
    mutating func joinedFeatures(_ node: borrowing Node, _ gradient: consuming Tensor) {
        if needs(node.inputs.0) {
            let part = Tensor(uninitialized: layout(of: node.inputs.0), gradient.type)
            copyRows(from: gradient.address, gradient, to: part.address, part, width: part)
            add(part, to: node.inputs.0)
        }
        if needs(node.inputs.1) {
            let part = Tensor(uninitialized: layout(of: node.inputs.1), gradient.type)
            let place = (gradient.layout.last - part.layout.last) * gradient.type.size
            copyRows(from: gradient.address + place, gradient, to: part.address, part, width: part)
            add(part, to: node.inputs.1)
        }
    }
}
