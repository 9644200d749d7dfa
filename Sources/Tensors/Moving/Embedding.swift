internal import CKernels

/// Returns the rows of `table` that `ids` number: a layer's vectors for the words of a sequence.
///
/// Shapes: [rows, d] and any shape s of ids give s + [d]. Ids are whole numbers in 0 ..< rows, as
/// values of `table`'s type, and constants to the tape; others trap. The gradient of a row is the
/// sum over its uses, added in their order.
public func embedding(_ table: Tensor, ids: Tensor) -> Tensor {
    require(
        table.rank == 2 && ids.rank < Shape.highestRank && table.type == ids.type,
        "embedding of a table of shape \(table.layout) (\(table.type)) and ids of shape"
            + " \(ids.layout) (\(ids.type)): a table is [rows, d]")
    let (rows, columns) = (table.layout[0], table.layout[1])
    let y = Tensor(uninitialized: Shape(ids.shape + [columns]), table.type)
    let wrong = table.loops.pointee.sequences.take_rows(
        table.address, ids.address, y.address, ids.count, rows, columns)
    require(
        wrong < 0,
        "embedding: the id \(ids.doubles[max(wrong, 0)]) at \(wrong) of ids of shape \(ids.layout)"
            + " is not a row of a table of shape \(table.layout)")
    return y.recorded(.embedding, table, saving: ids.detached)
}

extension Backward {
    /// dtable[ids[i]] += dy[i]
    mutating func embedding(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let ids = node.saved.0 else { return }
        let table = layout(of: node.inputs.0)
        let (target, isNew) = destination(for: node.inputs.0, table, gradient.type)
        if isNew { target.loops.pointee.fill(target.address, target.count, 0) }
        target.loops.pointee.sequences.add_rows(
            gradient.address, ids.address, target.address, ids.count, table[1])
        put(target, for: node.inputs.0)
    }
}
