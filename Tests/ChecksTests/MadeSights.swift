import Checks

/// Looks and changes made by hand, for monitors.
extension Glance {
    /// The first and the last look at 512 training rows of ten classes, of which `right` are right.
    static func ends(
        loss: Double = 0.1, value: Double = 0.95, of step: Int = 200,
        _ change: (inout Glance) -> Void = { _ in }
    ) -> [Glance] {
        var first = look(step: 0, loss: 2.3, value: 0.1)
        var last = look(step: step, loss: loss, value: value)
        first.layers = [LayerGlance(path: "1", kind: "Tanh", units: 8, dead: 0, saturated: 0.1)]
        last.layers = first.layers
        change(&last)
        return [first, last]
    }

    static func look(step: Int, loss: Double, value: Double) -> Glance {
        var glance = Glance(
            step: step, count: 512, losses: Array(repeating: loss, count: 64), value: value,
            constantValue: 0.1, constantLoss: 2.3)
        glance.answers.variation = 2
        glance.answers.actual = Array(repeating: 51, count: 10)
        glance.answers.given = glance.answers.actual
        glance.answers.right = Array(repeating: 40, count: 10)
        glance.answers.followed = [Double](repeating: Double(step % 10), count: 8)
        return glance
    }
}

extension UpdateSample {
    /// 20 samples of three weights that are changed by so much of their size, which grows by
    /// `growth` from sample to sample.
    static func course(
        ratio: Double = 1e-3, growth: Double = 1, firstGradient: Double = 0.1
    ) -> [UpdateSample] {
        var size = 1.0
        return (0..<20).map { sample in
            defer { size *= growth }
            return UpdateSample(
                step: 10 * sample, learningRate: 0.1,
                parameters: (0..<3).map { weight in
                    Change(
                        name: "\(weight).weight", size: size,
                        gradient: weight == 0 ? firstGradient : 0.1, change: ratio * size)
                })
        }
    }
}
