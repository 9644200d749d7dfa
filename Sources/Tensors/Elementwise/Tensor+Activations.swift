internal import CKernels

/// The two forms of `gelu`.
public enum GELUForm: Hashable, Sendable {
    /// x Φ(x), with the normal distribution function Φ.
    case exact
    /// x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))).
    case tanh
}

// Saved is what the derivative needs: the result where that is enough, so that the input can go.
extension Tensor {
    /// Returns max(x, 0). Its derivative at 0 is 0.
    public func relu() -> Tensor {
        let y = another()
        loops.pointee.relu(address, y.address, count, 0)
        return y.recorded(.relu, self, saving: y)
    }

    /// As ``relu()``, in this tensor's own memory: of a result that nobody else holds and that its
    /// own derivative does not read.
    package consuming func reluOverwriting() -> Tensor {
        loops.pointee.relu(address, address, count, 0)
        let y = detached
        return y.recorded(.relu, self, saving: y)
    }

    /// Returns x where x > 0, else `slope` x.
    public func leakyReLU(slope: Double = 0.01) -> Tensor {
        let y = another()
        loops.pointee.leaky_relu(address, y.address, count, slope)
        var setting = Node.Setting()
        setting.number = slope
        return y.recorded(.leakyReLU, self, saving: self, setting: setting)
    }

    /// Returns the hyperbolic tangent of every element.
    public func tanh() -> Tensor {
        let y = another()
        loops.pointee.tanh(address, y.address, count, 0)
        return y.recorded(.tanh, self, saving: y)
    }

    /// Returns 1 / (1 + exp(-x)).
    public func sigmoid() -> Tensor {
        let y = another()
        loops.pointee.sigmoid(address, y.address, count, 0)
        return y.recorded(.sigmoid, self, saving: y)
    }

    /// Returns the Gaussian error linear unit (Hendrycks and Gimpel 2016, arXiv 1606.08415).
    public func gelu(_ form: GELUForm = .exact) -> Tensor {
        let y = another()
        switch form {
        case .exact:
            loops.pointee.gelu(address, y.address, count, 0)
            return y.recorded(.gelu, self, saving: self)
        case .tanh:
            loops.pointee.gelu_tanh(address, y.address, count, 0)
            return y.recorded(.geluTanh, self, saving: self)
        }
    }

    /// Returns e to the power of every element.
    public func exp() -> Tensor {
        let y = another()
        loops.pointee.exp(address, y.address, count, 0)
        return y.recorded(.exp, self, saving: y)
    }

    /// Returns the natural logarithm of every element.
    public func log() -> Tensor {
        let y = another()
        loops.pointee.log(address, y.address, count, 0)
        return y.recorded(.log, self, saving: self)
    }
}

extension Backward {
    mutating func relu(_ node: borrowing Node, _ gradient: consuming Tensor) {
        elementwise(node, gradient) { $0.pointee.relu_derivative }
    }

    mutating func leakyReLU(_ node: borrowing Node, _ gradient: consuming Tensor) {
        elementwise(node, gradient) { $0.pointee.leaky_relu_derivative }
    }

    mutating func tanh(_ node: borrowing Node, _ gradient: consuming Tensor) {
        elementwise(node, gradient) { $0.pointee.tanh_derivative }
    }

    mutating func sigmoid(_ node: borrowing Node, _ gradient: consuming Tensor) {
        elementwise(node, gradient) { $0.pointee.sigmoid_derivative }
    }

    mutating func gelu(_ node: borrowing Node, _ gradient: consuming Tensor) {
        elementwise(node, gradient) { $0.pointee.gelu_derivative }
    }

    mutating func geluTanh(_ node: borrowing Node, _ gradient: consuming Tensor) {
        elementwise(node, gradient) { $0.pointee.gelu_tanh_derivative }
    }

    mutating func exp(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let y = node.saved.0 else { return }
        add(gradient * y, to: node.inputs.0)
    }

    mutating func log(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0 else { return }
        add(gradient / x, to: node.inputs.0)
    }

    /// Runs a loop over what the node saved and the gradient, in the gradient's memory if possible.
    @inline(__always)
    mutating func elementwise(
        _ node: borrowing Node, _ gradient: consuming Tensor,
        _ loop: (UnsafePointer<KernelTable>) -> KernelDerivative
    ) {
        guard let saved = node.saved.0 else { return }
        let result = gradient.reusable()
        loop(gradient.loops)(
            saved.address, gradient.address, result.address, gradient.count,
            node.setting.number)
        add(result, to: node.inputs.0)
    }
}
