internal import CKernels

extension Tensor {
    /// Returns x where x > 0, else `alpha` (exp(x) - 1) (Clevert et al. 2015, arXiv 1511.07289).
    public func elu(alpha: Double = 1) -> Tensor {
        activated(.elu, alpha) { $0.pointee.sequences.elu }
    }

    /// Returns λ times the ELU with α, the two for which means and variances keep to 0 and 1
    /// (Klambauer et al. 2017, arXiv 1706.02515).
    public func selu() -> Tensor {
        activated(.selu, 0) { $0.pointee.sequences.selu }
    }

    /// Returns x / (1 + exp(-x)), also called swish (Elfwing et al. 2017, arXiv 1702.03118).
    public func silu() -> Tensor {
        activated(.silu, 0) { $0.pointee.sequences.silu }
    }

    /// Returns log(1 + exp(`beta` x)) / `beta`.
    public func softplus(beta: Double = 1) -> Tensor {
        activated(.softplus, beta) { $0.pointee.sequences.softplus }
    }

    /// Returns x min(max(x + 3, 0), 6) / 6 (Howard et al. 2019, arXiv 1905.02244).
    public func hardSwish() -> Tensor {
        activated(.hardSwish, 0) { $0.pointee.sequences.hard_swish }
    }

    /// Returns x where x > 0, else `slope` x (He et al. 2015, arXiv 1502.01852).
    ///
    /// `slope` is [1], or [channels] for the channels on the last axis of x. The derivative at 0 is
    /// the slope.
    public func prelu(slope: Tensor) -> Tensor {
        require(
            rank >= 1 && slope.rank == 1 && (slope.count == 1 || slope.count == layout.last)
                && slope.type == type,
            "prelu of shape \(layout) (\(type)) and a slope of shape \(slope.layout)"
                + " (\(slope.type)): one slope, or one for each channel (last axis)")
        let row =
            slope.count == layout.last
            ? slope : Tensor(filling: Shape(layout.last), slope.item(), type)
        let y = another()
        let rows = row.count == 0 ? 0 : count / row.count
        loops.pointee.sequences.prelu(address, row.address, y.address, rows, row.count)
        return y.recorded(.prelu, self, slope, saving: self, row.detached)
    }

    @inline(__always)
    private func activated(
        _ operation: OperationCode, _ parameter: Double,
        _ loop: (UnsafePointer<KernelTable>) -> KernelUnary
    ) -> Tensor {
        let y = another()
        loop(loops)(address, y.address, count, parameter)
        var setting = Node.Setting()
        setting.number = parameter
        return y.recorded(operation, self, saving: self, setting: setting)
    }
}

extension Backward {
    mutating func elu(_ node: borrowing Node, _ gradient: consuming Tensor) {
        activated(node, gradient) { $0.pointee.sequences.elu_derivative }
    }

    mutating func selu(_ node: borrowing Node, _ gradient: consuming Tensor) {
        activated(node, gradient) { $0.pointee.sequences.selu_derivative }
    }

    mutating func silu(_ node: borrowing Node, _ gradient: consuming Tensor) {
        activated(node, gradient) { $0.pointee.sequences.silu_derivative }
    }

    mutating func softplus(_ node: borrowing Node, _ gradient: consuming Tensor) {
        activated(node, gradient) { $0.pointee.sequences.softplus_derivative }
    }

    mutating func hardSwish(_ node: borrowing Node, _ gradient: consuming Tensor) {
        activated(node, gradient) { $0.pointee.sequences.hard_swish_derivative }
    }

    /// dslope is the sum of dy x over the values that are not above 0.
    mutating func prelu(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let row = node.saved.1 else { return }
        let dx = x.another()
        let dslope = row.another()
        let rows = row.count == 0 ? 0 : x.count / row.count
        x.loops.pointee.sequences.prelu_derivative(
            x.address, row.address, gradient.address, dx.address, dslope.address, rows, row.count)
        if needs(node.inputs.0) { add(dx, to: node.inputs.0) }
        if needs(node.inputs.1) {
            add(summed(dslope, to: layout(of: node.inputs.1)), to: node.inputs.1)
        }
    }

    @inline(__always)
    private mutating func activated(
        _ node: borrowing Node, _ gradient: consuming Tensor,
        _ loop: (UnsafePointer<KernelTable>) -> KernelDerivative
    ) {
        guard let x = node.saved.0 else { return }
        let result = gradient.reusable()
        loop(gradient.loops)(
            x.address, gradient.address, result.address, gradient.count, node.setting.number)
        add(result, to: node.inputs.0)
    }
}
