internal import Experiments
internal import Networks
internal import Training

extension Recipe {
    /// tr Σ / |G|² of the untrained network: about how many rows a batch may have before its
    /// gradients differ little from those of all rows; NaN where eight groups of rows do not tell.
    ///
    /// By the gradients of eight groups of b rows and their mean, of B rows:
    /// |G|² = (B |G_B|² − b |G_b|²) / (B − b), tr Σ = (|G_b|² − |G_B|²) / (1 / b − 1 / B).
    ///
    /// Source: S. McCandlish and others, "An empirical model of large-batch training", arXiv
    /// 1812.06162, appendix A.
    var noiseScale: Double {
        let size = min(16, training.count / 8)
        guard size >= 2 else { return .nan }
        let plain = plain
        let network = plain.network()
        let mode = plain.untrainedMode(network)
        let rows = sample(8 * size)
        var sum = ParameterGradients(of: network.parameters)
        var small = 0.0
        for group in 0..<8 {
            let batch = rows.rows(Array(group * size..<(group + 1) * size))
            let slope = plain.objective(network).slope(on: batch, mode: mode)
            let own = ParameterGradients(slope.gradients, of: network.parameters)
            small += own.norm * own.norm / 8
            sum.add(slope.gradients, share: 0.125)
        }
        let large = sum.norm * sum.norm
        let (few, all) = (Double(size), Double(8 * size))
        let signal = (all * large - few * small) / (all - few)
        return signal > 0 ? (small - large) / (1 / few - 1 / all) / signal : .nan
    }
}
