internal import CKernels

extension Tensor {
    /// Returns exp(x) / Σ exp(x) over the last axis.
    public func softmax() -> Tensor {
        let y = another()
        let (rows, columns) = rowsOfLastAxis("softmax")
        loops.pointee.softmax(address, y.address, rows, columns)
        return y.recorded(.softmax, self, saving: y)
    }

    /// Returns x - log Σ exp(x) over the last axis.
    public func logSoftmax() -> Tensor {
        let y = another()
        let (rows, columns) = rowsOfLastAxis("logSoftmax")
        loops.pointee.log_softmax(address, y.address, rows, columns)
        return y.recorded(.logSoftmax, self, saving: y)
    }

    /// Returns exp(x) / Σ exp(x) over `axis`; a negative one counts from the end.
    ///
    /// The last axis is the fast one: another is copied to the end and back.
    public func softmax(axis: Int) -> Tensor {
        alongLastAxis(axis, "softmax") { $0.softmax() }
    }

    /// Returns x - log Σ exp(x) over `axis`; a negative one counts from the end.
    ///
    /// The last axis is the fast one: another is copied to the end and back.
    public func logSoftmax(axis: Int) -> Tensor {
        alongLastAxis(axis, "logSoftmax") { $0.logSoftmax() }
    }

    private func alongLastAxis(
        _ axis: Int, _ name: StaticString, _ compute: (Tensor) -> Tensor
    ) -> Tensor {
        let index = layout.index(of: axis, name)
        if index == rank - 1 { return compute(self) }
        return compute(transposed(index, -1)).transposed(index, -1)
    }

    @inline(__always)
    func rowsOfLastAxis(_ name: StaticString) -> (rows: Int, columns: Int) {
        let columns = layout.last
        require(rank >= 1, "\(name) needs a last axis, not shape \(layout)")
        return (count / Swift.max(columns, 1), columns)
    }
}

extension Backward {
    /// dx = y (dy - Σ y dy)
    mutating func softmax(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let y = node.saved.0 else { return }
        let result = gradient.another()
        let (rows, columns) = y.rowsOfLastAxis("softmax")
        y.loops.pointee.softmax_derivative(
            y.address, gradient.address, result.address, rows, columns)
        add(result, to: node.inputs.0)
    }

    /// dx = dy - exp(y) Σ dy
    mutating func logSoftmax(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let y = node.saved.0 else { return }
        let result = gradient.another()
        let (rows, columns) = y.rowsOfLastAxis("logSoftmax")
        y.loops.pointee.log_softmax_derivative(
            y.address, gradient.address, result.address, rows, columns)
        add(result, to: node.inputs.0)
    }
}
