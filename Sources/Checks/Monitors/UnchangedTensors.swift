public import Jobs

/// T10: a parameter that learns has not the same bits after many steps.
public struct UnchangedTensors: CourseMonitor {
    public static let name = "unchanged-tensors"
    public static let verifies = "every parameter that is not frozen changes as it trains"
    public static let explains = ["loss-decreases", "plateau", "underfit", "output-collapse"]
    public var expected: String {
        "no parameter is bit for bit the same in all of \(leastSamples) sampled steps or more"
    }

    @Threshold(1...1000, "so many sampled steps without any change fail")
    public var leastSamples = 5

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let samples = course.updates.filter { $0.learningRate > 0 }
        guard samples.count >= leastSamples, let first = samples.first else {
            return finding(
                .skipped, "\(samples.count) sampled steps are too few to judge")
        }
        let names = first.parameters.map(\.name)
        guard !names.isEmpty else { return finding(.skipped, "no parameter learns") }
        let still = names.filter { name in
            samples.allSatisfy { sample in
                sample.parameters.first { $0.name == name }.map { $0.change == 0 } ?? true
            }
        }
        let measurements = [
            Measurement(
                name: "parameters that never changed", value: Double(still.count),
                expected: "0")
        ]
        guard !still.isEmpty else {
            return finding(
                .passed, "all \(names.count) parameters change", measurements: measurements)
        }
        let gradients = samples.map { sample in
            sample.parameters.filter { still.contains($0.name) }.map(\.gradient).max() ?? 0
        }
        let named = still.prefix(4).joined(separator: ", ") + (still.count > 4 ? ", …" : "")
        let cause =
            gradients.contains { $0 > 0 }
            ? "gradients reach them (up to \(Figure.text(gradients.max() ?? 0))), but the changes "
                + "are too small for the bits of their values"
            : "no gradient reaches them"
        return finding(
            .failed,
            "\(still.count) of \(names.count) parameters kept their bits in all of "
                + "\(samples.count) sampled steps (\(named)): \(cause)",
            advice: gradients.contains { $0 > 0 }
                ? "Raise the learning rate by 1000."
                : "Look at gradients-exist and at dead units before them; if they are not meant "
                    + "to learn, say `frozen: true`.", measurements: measurements)
    }
}
