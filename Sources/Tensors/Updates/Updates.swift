internal import CKernels

/// The steps of optimizers, in place on a parameter's memory, one pass each. Nothing is recorded.
extension Parameter {
    /// Stochastic gradient descent: g' = g + weightDecay p; m = momentum m + g';
    /// p -= learningRate (m, or g' + momentum m with Nesterov's rule).
    ///
    /// `velocity` is m, of the parameter's shape, at first 0.
    public func applySGD(
        _ gradient: Tensor, velocity: inout Tensor, learningRate: Double, momentum: Double,
        nesterov: Bool = false, weightDecay: Double = 0
    ) {
        begin(gradient)
        take(&velocity)
        var update = KernelUpdate(learningRate, weightDecay)
        update.momentum = momentum
        update.nesterov = nesterov
        value.loops.pointee.sgd(
            value.address, gradient.address, velocity.address, value.count, &update)
    }

    /// Stochastic gradient descent without momentum: p -= learningRate (g + weightDecay p).
    public func applySGD(_ gradient: Tensor, learningRate: Double, weightDecay: Double = 0) {
        begin(gradient)
        var update = KernelUpdate(learningRate, weightDecay)
        value.loops.pointee.sgd(value.address, gradient.address, nil, value.count, &update)
    }

    /// Adam (Kingma and Ba 2015, arXiv 1412.6980), or AdamW (Loshchilov and Hutter 2019, arXiv
    /// 1711.05101) with `decoupled` weight decay. `step` counts from 1; `first` and `second` are
    /// the moments, of the parameter's shape, at first 0.
    public func applyAdam(
        _ gradient: Tensor, first: inout Tensor, second: inout Tensor, step: Int,
        learningRate: Double,
        beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
        weightDecay: Double = 0, decoupled: Bool = false
    ) {
        begin(gradient)
        take(&first)
        take(&second)
        require(step >= 1, "the steps of Adam count from 1, not \(step)")
        var update = KernelUpdate(learningRate, weightDecay)
        update.beta1 = beta1
        update.beta2 = beta2
        update.epsilon = epsilon
        update.correction1 = 1 - power(beta1, step)
        update.correction2 = 1 - power(beta2, step)
        update.decoupled = decoupled
        value.loops.pointee.adam(
            value.address, gradient.address, first.address, second.address, value.count,
            &update)
    }

    /// Makes the values ready to be changed in place by a gradient.
    func begin(_ gradient: Tensor) {
        requireFit(gradient)
        value.own()
    }

    /// Makes what a rule remembers ready to be changed in place.
    func take(_ state: inout Tensor) {
        requireFit(state)
        state.own()
    }

    private func requireFit(_ other: Tensor) {
        require(
            other.layout == value.layout && other.type == value.type,
            "a tensor of shape \(other.layout) (\(other.type)) does not fit a parameter of shape"
                + " \(value.layout) (\(value.type))")
    }

    /// By squaring, so that the bits are the same everywhere.
    func power(_ base: Double, _ exponent: Int) -> Double {
        var result = 1.0
        var factor = base
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result *= factor }
            factor *= factor
            rest >>= 1
        }
        return result
    }
}

extension KernelUpdate {
    init(_ learningRate: Double, _ weightDecay: Double) {
        self.init()
        learning_rate = learningRate
        weight_decay = weightDecay
    }
}

extension Tensor {
    /// Multiplies every element by `factor`, in place.
    public mutating func scaleInPlace(by factor: Double) {
        own()
        loops.pointee.affine(address, address, count, factor, 0)
    }

    /// Brings elements beyond ±`bound` there, in place, and returns how many there were; NaN stays.
    @discardableResult
    public mutating func clipInPlace(to bound: Double) -> Int {
        own()
        return loops.pointee.optimizers.clip(address, count, bound)
    }

    /// Moves the values to memory of their own where others hold them too, before they change.
    @inline(__always)
    mutating func own() {
        let target = reusable()
        if target.address != address {
            target.address.copyMemory(from: address, byteCount: count * type.size)
        }
        self = target
    }
}
