internal import Experiments
public import Jobs

/// T09: what a step changes of a weight, relative to its size: beyond 10^-0.5 for three windows in
/// a row it is thrown about (warns); below 10^-4.5 from the start, with less than 1 % of its size
/// travelled in the whole training, the weights practically stand (warns).
///
/// Source: A. Karpathy's rule of thumb that the ratio be near 1e-3.
public struct UpdateRatio: CourseMonitor {
    public static let name = "update-ratio"
    public static let verifies = "steps change the weights neither wildly nor hardly at all"
    public static let explains =
        [
            "loss-decreases", "plateau", "underfit", "class-recall", "oscillation", "weight-norms",
            "loss-metric-agreement",
        ] + Symptoms.ofTraining
    public var expected: String {
        "log10 of change over size ≤ \(Figure.text(warnAbove)), and ≥ \(Figure.text(warnBelow)) "
            + "for some weight"
    }

    @Threshold(.any, "a log10 ratio above this for three windows in a row warns")
    public var warnAbove = -0.5
    @Threshold(.any, "a log10 ratio below this of all weights, for long, warns")
    public var warnBelow = -4.5

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let peak = course.updates.map(\.learningRate).max() ?? 0
        let samples = course.updates.filter { $0.learningRate >= 0.01 * peak && peak > 0 }
        guard samples.count >= 3 else {
            return finding(.skipped, "\(course.steps) steps are too few to judge")
        }
        let weights = (samples.first?.parameters ?? []).filter(\.isWeight).map(\.name)
        guard !weights.isEmpty else { return finding(.skipped, "no weight learns") }
        let courses = weights.map { name in
            Self.windows(
                samples.map { sample in
                    sample.parameters.first { $0.name == name }?.logRatio ?? .nan
                }.filter { !$0.isNaN })
        }
        let series = zip(weights, courses).prefix(6).map { name, values in
            Series(
                name: name, kind: .line, xLabel: "window", yLabel: "log10 of change over size",
                x: values.indices.map { Double($0 + 1) }, y: values.map { max($0, -12) })
        }
        return judgement(course, weights, courses, Array(series))
    }

    /// Medians over up to 10 windows.
    private static func windows(_ values: [Double]) -> [Double] {
        let count = min(10, values.count)
        return (0..<count).map {
            Statistics.median(
                Array(values[$0 * values.count / count..<($0 + 1) * values.count / count]))
        }
    }

    private func judgement(
        _ course: Course, _ weights: [String], _ courses: [[Double]], _ series: [Series]
    ) -> Finding {
        let typical = courses.map { Statistics.median($0) }
        let measurements = zip(weights, typical).prefix(8).map { name, value in
            Measurement(name: "log10 ratio of \(name), median", value: value)
        }
        // A weight that starts at 0 has no size to compare with at first.
        let wild = courses.map { windows in
            windows.indices.dropFirst().contains { first in
                first + 3 <= windows.count
                    && windows[first..<first + 3].allSatisfy { $0 > warnAbove && $0.isFinite }
            }
        }
        if let index = wild.firstIndex(of: true) {
            return finding(
                .warned,
                "\(weights[index]) changes by 10^\(Figure.text(typical[index])) of its size in "
                    + "each step: it is thrown about",
                advice: "Lower the learning rate by 10, or warm up.", measurements: measurements,
                series: series)
        }
        let travelled =
            typical.map { Double(course.training.plannedSteps) * $0.powerOfTen }.max() ?? 0
        let stand = courses.allSatisfy { $0.prefix(3).allSatisfy { $0 < warnBelow } }
        if stand, travelled < 0.01, typical.contains(where: { $0 > -.infinity }) {
            return finding(
                .warned,
                "a step changes the weights by at most 10^\(Figure.text(typical.max() ?? 0)) of "
                    + "their size, all steps together by \(Figure.text(100 * travelled)) %: they "
                    + "practically stand",
                advice: "Raise the learning rate by 100, or look at what clips or scales the "
                    + "gradients.", measurements: measurements, series: series)
        }
        return finding(
            .passed,
            "a step changes weights by 10^\(Figure.text(typical.min() ?? 0)) to "
                + "10^\(Figure.text(typical.max() ?? 0)) of their size",
            measurements: measurements, series: series)
    }
}
