internal import CKernels

/// The steps of further optimizers, in place on a parameter's memory, one pass each. Nothing is
/// recorded.
extension Parameter {
    /// RMSprop as in PyTorch (G. Hinton, Coursera lecture 6e, 2012): g' = g + weightDecay p;
    /// v = smoothing v + (1 - smoothing) g'²; s = g' / (√v + epsilon); m = momentum m + s;
    /// p -= learningRate m.
    ///
    /// `square` is v and `velocity` m, of the parameter's shape, at first 0.
    public func applyRMSprop(
        _ gradient: Tensor, square: inout Tensor, velocity: inout Tensor, learningRate: Double,
        smoothing: Double = 0.99, epsilon: Double = 1e-8, momentum: Double, weightDecay: Double = 0
    ) {
        begin(gradient)
        take(&square)
        take(&velocity)
        var update = KernelUpdate(learningRate, weightDecay)
        update.beta2 = smoothing
        update.epsilon = epsilon
        update.momentum = momentum
        value.loops.pointee.optimizers.rmsprop(
            value.address, gradient.address, square.address, velocity.address, value.count, &update)
    }

    /// RMSprop without momentum: p -= learningRate s.
    public func applyRMSprop(
        _ gradient: Tensor, square: inout Tensor, learningRate: Double, smoothing: Double = 0.99,
        epsilon: Double = 1e-8, weightDecay: Double = 0
    ) {
        begin(gradient)
        take(&square)
        var update = KernelUpdate(learningRate, weightDecay)
        update.beta2 = smoothing
        update.epsilon = epsilon
        value.loops.pointee.optimizers.rmsprop(
            value.address, gradient.address, square.address, nil, value.count, &update)
    }

    /// Adagrad as in PyTorch (J. Duchi, E. Hazan, Y. Singer, JMLR 12, 2011): g' = g + weightDecay
    /// p; v += g'²; p -= learningRate g' / (√v + epsilon). `square` is v, at first 0.
    public func applyAdagrad(
        _ gradient: Tensor, square: inout Tensor, learningRate: Double, epsilon: Double = 1e-10,
        weightDecay: Double = 0
    ) {
        begin(gradient)
        take(&square)
        var update = KernelUpdate(learningRate, weightDecay)
        update.epsilon = epsilon
        value.loops.pointee.optimizers.adagrad(
            value.address, gradient.address, square.address, value.count, &update)
    }

    /// NAdam (T. Dozat, ICLR workshop 2016): Adam's moments, and p -= learningRate (gradientShare g
    /// + momentShare m) / (√(v / (1 - beta2ᵗ)) + epsilon).
    ///
    /// The shares come from the momentum's schedule; `step` counts from 1; `first` and `second` are
    /// the moments, of the parameter's shape, at first 0.
    public func applyNAdam(
        _ gradient: Tensor, first: inout Tensor, second: inout Tensor, step: Int,
        learningRate: Double, gradientShare: Double, momentShare: Double, beta1: Double = 0.9,
        beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0,
        decoupled: Bool = false
    ) {
        begin(gradient)
        take(&first)
        take(&second)
        require(step >= 1, "the steps of NAdam count from 1, not \(step)")
        var update = KernelUpdate(learningRate, weightDecay)
        update.beta1 = beta1
        update.beta2 = beta2
        update.epsilon = epsilon
        update.correction2 = 1 - power(beta2, step)
        update.gradient_share = gradientShare
        update.moment_share = momentShare
        update.decoupled = decoupled
        value.loops.pointee.optimizers.nadam(
            value.address, gradient.address, first.address, second.address, value.count, &update)
    }

    /// Lion (X. Chen et al. 2023, arXiv 2302.06675): p -= learningRate (sign(beta1 m + (1 - beta1)
    /// g) + weightDecay p); m = beta2 m + (1 - beta2) g. `moment` is m, at first 0.
    public func applyLion(
        _ gradient: Tensor, moment: inout Tensor, learningRate: Double, beta1: Double = 0.9,
        beta2: Double = 0.99, weightDecay: Double = 0
    ) {
        begin(gradient)
        take(&moment)
        var update = KernelUpdate(learningRate, weightDecay)
        update.beta1 = beta1
        update.beta2 = beta2
        value.loops.pointee.optimizers.lion(
            value.address, gradient.address, moment.address, value.count, &update)
    }
}
