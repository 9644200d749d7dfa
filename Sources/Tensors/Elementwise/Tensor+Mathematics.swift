internal import CKernels

extension Tensor {
    /// Returns the square root of every element. Its derivative at 0 is infinite.
    public func sqrt() -> Tensor {
        let y = another()
        loops.pointee.mathematics.square_root(address, y.address, count, 0)
        return y.recorded(.sqrt, self, saving: y)
    }

    /// Returns the absolute value of every element. Its derivative at 0 is 0.
    public func abs() -> Tensor {
        let y = another()
        loops.pointee.mathematics.absolute(address, y.address, count, 0)
        return y.recorded(.abs, self, saving: self)
    }

    /// Returns the error function 2/√π ∫ exp(-t²) dt from 0 to every element.
    public func erf() -> Tensor {
        let y = another()
        loops.pointee.mathematics.error_function(address, y.address, count, 0)
        return y.recorded(.erf, self, saving: self)
    }

    /// Returns every element to the power of `exponent`: 1 for an exponent of 0, whatever the
    /// element, and NaN for a negative one where the exponent is not a whole number.
    ///
    /// Its derivative is `exponent` x^(exponent - 1), and 0 everywhere for an exponent of 0.
    public func pow(_ exponent: Double) -> Tensor {
        var setting = Node.Setting()
        setting.number = exponent
        return raised(to: exponent).recorded(.pow, self, saving: self, setting: setting)
    }

    /// Returns every element to the power of that of `exponent`; shapes broadcast as those of `+`.
    ///
    /// 1 for an exponent of 0, and NaN for an element below 0 where the exponent is not a whole
    /// number: IEEE 754's `pow`. The derivative with respect to the element is e x^(e - 1), and 0
    /// for an exponent of 0; that with respect to the exponent is x^e log x, and 0 for an element
    /// of 0 where the exponent is not negative: PyTorch's.
    public func pow(_ exponent: Tensor) -> Tensor {
        let y = raised(to: exponent)
        return y.recorded(.powTensor, self, exponent, saving: self, exponent, y)
    }

    fileprivate func raised(to exponent: Tensor) -> Tensor {
        Operand(self, exponent, "pow").result(self, exponent, PowerLoop.of(type))
    }

    /// Logarithms lose precision where the power is large; so those of `float32` are of doubles.
    fileprivate func raised(to exponent: Double) -> Tensor {
        let isHalves = exponent.magnitude <= 64 && (exponent * 2).rounded() == exponent * 2
        if type == .float32 && !isHalves {
            return converted(to: .float64).raised(to: exponent).converted(to: .float32)
        }
        let y = another()
        loops.pointee.mathematics.power(address, y.address, count, exponent)
        return y
    }

    /// Returns every element moved into `low` ... `high`. The derivative is 1 inside and at both
    /// bounds, and 0 outside.
    public func clamp(min low: Double = -.infinity, max high: Double = .infinity) -> Tensor {
        require(low <= high, "clamp needs a minimum up to its maximum, not \(low) and \(high)")
        let y = another()
        loops.pointee.mathematics.clamp(address, y.address, count, low, high)
        var setting = Node.Setting()
        setting.number = low
        setting.key.0 = high.bitPattern
        return y.recorded(.clamp, self, saving: self, setting: setting)
    }

    /// The sums of all elements up to each one along `axis`, itself included.
    public func cumulativeSum(axis: Int) -> Tensor {
        let axis = layout.index(of: axis, "cumulativeSum")
        let (outer, extent, inner) = layout.split(at: axis)
        let y = another()
        loops.pointee.mathematics.cumulative_sum(
            address, y.address, outer, extent, inner, false)
        return y.recorded(
            .cumulativeSum, self, setting: AxisGroup(outer, extent, inner).setting)
    }
}

extension Backward {
    mutating func sqrt(_ node: borrowing Node, _ gradient: consuming Tensor) {
        elementwise(node, gradient) { $0.pointee.mathematics.square_root_derivative }
    }

    mutating func abs(_ node: borrowing Node, _ gradient: consuming Tensor) {
        elementwise(node, gradient) { $0.pointee.mathematics.absolute_derivative }
    }

    mutating func erf(_ node: borrowing Node, _ gradient: consuming Tensor) {
        elementwise(node, gradient) { $0.pointee.mathematics.error_function_derivative }
    }

    mutating func pow(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0 else { return }
        let exponent = node.setting.number
        let slope =
            exponent == 0
            ? Tensor(filling: x.layout, 0, x.type) : x.raised(to: exponent - 1) * exponent
        add(gradient * slope, to: node.inputs.0)
    }

    mutating func powTensor(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let exponent = node.saved.1, let y = node.saved.2
        else { return }
        if needs(node.inputs.0) {
            let slope = gradient * (exponent * x.raised(to: exponent - 1))
            let dx = slope.replacing(with: 0, where: exponent .== 0)
            add(summed(dx, to: x.layout), to: node.inputs.0)
        }
        if needs(node.inputs.1) {
            let slope = gradient * (y * x.log())
            let de = slope.replacing(with: 0, where: (x .== 0) * (exponent .>= 0))
            add(summed(de, to: exponent.layout), to: node.inputs.1)
        }
    }

    mutating func clamp(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0 else { return }
        let result = gradient.reusable()
        x.loops.pointee.mathematics.clamp_derivative(
            x.address, gradient.address, result.address, x.count, node.setting.number,
            Double(bitPattern: node.setting.key.0))
        add(result, to: node.inputs.0)
    }

    /// dx[i] = Σ dy[j] over j ≥ i
    mutating func cumulativeSum(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let group = AxisGroup(node.setting)
        let result = gradient.another()
        gradient.loops.pointee.mathematics.cumulative_sum(
            gradient.address, result.address, group.outer, group.extent, group.inner, true)
        add(result, to: node.inputs.0)
    }
}
