internal import Experiments
public import Jobs

/// T05: gradients neither vanish nor explode along the depth while nothing is learned: the first
/// weight's gradient over the last's, in log10, outside ±2 for three windows, in a training whose
/// score hardly leaves a constant answer's, warns. Where the network learns, no ratio is a fault.
public struct GradientByDepth: CourseMonitor {
    public static let name = "gradient-by-depth"
    public static let verifies = "gradients reach the first layer as they do the last"
    public static let explains = ["loss-decreases", "plateau", "underfit", "class-recall"]
    public var expected: String {
        "log10 of first over last within ±\(Figure.text(warnAbove)), or a network that learns"
    }

    @Threshold(.notNegative, "a log10 ratio beyond this, up or down, warns")
    public var warnAbove = 2.0

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let samples = course.updates
        let weights = (samples.first?.parameters ?? []).filter(\.isWeight).map(\.name)
        guard samples.count >= 3, weights.count >= 3, let glance = course.last(.training) else {
            return finding(
                .skipped, "fewer than three weights in a row learn, or too few steps were taken")
        }
        func gradient(_ name: String, _ sample: UpdateSample) -> Double {
            sample.parameters.first { $0.name == name }?.gradient ?? 0
        }
        let ratios = samples.map {
            (gradient(weights[0], $0) / gradient(weights[weights.count - 1], $0)).log10
        }.filter { !$0.isNaN }
        let typical = Statistics.median(ratios)
        let outside = ratios.count { abs($0) > warnAbove }
        let measurements = [
            Measurement(
                name: "log10 of the first weight's gradient over the last's, median",
                value: typical, expected: "±\(Figure.text(warnAbove))"),
            Measurement(name: "way from a constant answer to a perfect one", value: glance.gain),
        ]
        let series = Series(
            name: "gradients", kind: .line, xLabel: "depth", yLabel: "log10 of the median gradient",
            x: weights.indices.map(Double.init),
            y: weights.map { name in
                max(-12, Statistics.median(samples.map { gradient(name, $0) }).log10)
            }, ticks: weights)
        let isWrong = outside >= 3 && 2 * outside > ratios.count && glance.gain < 0.2
        let direction = typical < 0 ? "smaller" : "larger"
        return finding(
            isWrong ? .warned : .passed,
            "the gradients of \(weights[0]) are 10^\(Figure.text(abs(typical))) times \(direction) "
                + "than those of \(weights[weights.count - 1])"
                + (isWrong ? ", and the score is \(Figure.text(glance.value))" : ""),
            advice: typical < 0
                ? "Gradients vanish: use relu, normalization or residual layers, and initialise "
                    + "by He." : "Gradients explode: initialise smaller, or clip.",
            measurements: measurements, series: [series])
    }
}
