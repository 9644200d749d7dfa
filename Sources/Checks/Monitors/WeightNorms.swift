public import Jobs

/// T20: no weight shrinks to nothing or grows without end: below a tenth of its first size, or
/// above a hundred times it, warns.
public struct WeightNorms: CourseMonitor {
    public static let name = "weight-norms"
    public static let verifies = "weights neither shrink to nothing nor run away"
    public static let explains =
        [
            "loss-decreases", "plateau", "underfit", "class-recall", "output-collapse",
        ] + Symptoms.ofTraining
    public var expected: String {
        "size at the end over the first \(Figure.text(warnBelow)) to \(Figure.text(warnAbove))"
    }

    @Threshold(.unit, "a weight that ends below this share of its first size warns")
    public var warnBelow = 0.1
    @Threshold(.positive, "a weight that ends above this many times its first size warns")
    public var warnAbove = 100.0

    public init() {}

    public func judge(_ course: Course) -> Finding {
        guard let first = course.updates.first, let last = course.updates.last,
            course.updates.count >= 3
        else { return finding(.skipped, "\(course.steps) steps are too few to judge") }
        let sizes = zip(first.parameters, last.parameters).filter { $0.0.isWeight && $0.0.size > 0 }
        guard !sizes.isEmpty else {
            return finding(.skipped, "no weight that learns has a size at first")
        }
        let ratios = sizes.map { $0.1.size / $0.0.size }
        let measurements = zip(sizes, ratios).prefix(8).map { pair, ratio in
            Measurement(
                name: "size of \(pair.0.name) at the end over the first", value: ratio,
                expected: "\(Figure.text(warnBelow)) to \(Figure.text(warnAbove))")
        }
        let smallest = ratios.indices.min { ratios[$0] < ratios[$1] } ?? 0
        let largest = ratios.indices.max { ratios[$0] < ratios[$1] } ?? 0
        if ratios[smallest] < warnBelow {
            return finding(
                .warned,
                "\(sizes[smallest].0.name) shrank to \(Figure.text(100 * ratios[smallest])) % "
                    + "of its "
                    + "first size",
                advice: "Lower the weight decay: it outweighs what the gradients teach.",
                measurements: measurements)
        }
        if ratios[largest] > warnAbove {
            return finding(
                .warned,
                "\(sizes[largest].0.name) grew to \(Figure.text(ratios[largest])) times its first "
                    + "size", advice: "Lower the learning rate, or add weight decay.",
                measurements: measurements)
        }
        return finding(
            .passed,
            "weights end at \(Figure.text(ratios[smallest])) to \(Figure.text(ratios[largest])) "
                + "times their first size", measurements: measurements)
    }
}
