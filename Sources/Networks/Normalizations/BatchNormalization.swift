public import Tensors

/// What ``BatchNorm1d`` and ``BatchNorm2d`` have in common: y = (x − mean) / √(variance + ε) ·
/// weight + bias for each channel, the last axis.
///
/// While the network learns, mean and (biased) variance are the batch's, and the running ones move
/// towards them: running = (1 − momentum) running + momentum batch, the variance there unbiased,
/// as in PyTorch. In evaluation the running ones serve. Of a batch with a single value for each
/// channel the running ones learn nothing. Source: S. Ioffe, C. Szegedy, arXiv 1502.03167.
public protocol BatchNormalization: Layer {
    /// [channels], 1 at first.
    var weight: Parameter { get }
    /// [channels], 0 at first.
    var bias: Parameter { get }
    /// [channels], 0 at first; not trainable.
    var runningMean: Parameter { get }
    /// [channels], 1 at first; not trainable.
    var runningVariance: Parameter { get }
    var momentum: Double { get }
    var epsilon: Double { get }
}

extension BatchNormalization {
    public var channels: Int { weight.count }

    public var signalRole: SignalRole { .normalization }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        guard case .training = mode else {
            return batchNormInference(
                input, mean: runningMean.value, variance: runningVariance.value,
                scale: weight.tracked, shift: bias.tracked, epsilon: epsilon)
        }
        let (output, mean, variance) = batchNorm(
            input, scale: weight.tracked, shift: bias.tracked, epsilon: epsilon)
        let values = Double(input.count / channels)
        if values > 1 {
            blend(mean, into: runningMean)
            blend(variance * (values / (values - 1)), into: runningVariance)
        }
        return output
    }

    private func blend(_ statistic: Tensor, into running: Parameter) {
        running.value = running.value * (1 - momentum) + statistic.detached * momentum
    }
}
