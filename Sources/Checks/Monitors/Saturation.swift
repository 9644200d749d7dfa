public import Jobs

/// T08: the sigmoids and tangents inside the network have a derivative to speak of: more than 90 %
/// of a layer's outputs where it is below 0.01 warns.
public struct Saturation: CourseMonitor {
    public static let name = "saturation"
    public static let verifies = "sigmoids and tangents are not driven to their bounds"
    public static let explains = ["gradient-by-depth", "plateau", "underfit", "loss-decreases"]
    public var expected: String {
        "at most \(Figure.text(100 * warnAbove)) % of a layer's outputs near a bound"
    }

    @Threshold(.unit, "a larger share of outputs whose derivative is below 0.01 warns")
    public var warnAbove = 0.9

    public init() {}

    public func judge(_ course: Course) -> Finding {
        guard let last = course.last(.training) else {
            return finding(.skipped, "nobody looked at the layers at the end")
        }
        let layers = last.layers.filter { $0.saturated != nil }
        guard !layers.isEmpty else {
            return finding(.skipped, "the network has no sigmoid or tangent inside")
        }
        let measurements = layers.prefix(8).map {
            Measurement(
                name: "saturated outputs of \($0.path) (\($0.kind))",
                value: 100 * ($0.saturated ?? 0),
                expected: "≤ \(Figure.text(100 * warnAbove))", unit: "%")
        }
        let worst = layers.max { ($0.saturated ?? 0) < ($1.saturated ?? 0) } ?? layers[0]
        let share = worst.saturated ?? 0
        return finding(
            share > warnAbove ? .warned : .passed,
            "\(Figure.text(100 * share)) % of the outputs of \(worst.path) (\(worst.kind)) "
                + "stand at a "
                + "bound, where the derivative is below 0.01",
            advice: "Standardise the inputs, initialise smaller, or use relu.",
            measurements: Array(measurements))
    }
}
