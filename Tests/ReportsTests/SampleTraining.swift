import Foundation
import Jobs

/// The findings of the checks that watch one training.
enum SampleTraining {
    static let findings: [Finding] = [
        Finding(
            check: "loss-falls", verdict: .passed, verifies: "The loss falls while training.",
            expected: "each window's mean below the one before, or at the floor",
            measurements: [
                Measurement(name: "first window", value: 2.29, unit: "nats"),
                Measurement(name: "last window", value: 0.093, unit: "nats"),
            ],
            evidence: "The loss falls from 2.29 to 0.093 nats over 10 epochs.",
            series: [
                curve("training loss") { 2.3 * exp(-$0 / 2) + 0.05 },
                curve("validation loss") { 2.3 * exp(-$0 / 2.2) + 0.16 },
            ]),
        Finding(
            check: "dead-units", verdict: .failed, verifies: "Units answer to some input.",
            expected: "less than half of a layer's units silent over 1,024 rows",
            measurements: [
                Measurement(name: "dead in hidden.1", value: 100, expected: "below 50", unit: "%")
            ],
            evidence: "All 64 units of hidden.1 are silent over 1,024 rows.",
            advice:
                "The learning rate probably threw them past the point of return. Try a tenth of "
                + "it, or leaky-relu.",
            series: [
                Series(
                    name: "dead units", kind: .bar, xLabel: "layer", yLabel: "share dead (%)",
                    x: [0, 1, 2], y: [3, 100, 12], ticks: ["hidden.0", "hidden.1", "hidden.2"])
            ]),
        Finding(
            check: "gradient-depth", verdict: .passed,
            verifies: "Gradients reach the first layer.",
            expected: "log10 of the ratio from end to end within -2 to 2",
            measurements: [Measurement(name: "log10 ratio", value: -0.41, expected: "-2 to 2")],
            evidence: "The gradient's RMS falls by 0.41 decades from head to first layer.",
            series: [
                Series(
                    name: "gradient RMS", kind: .scatter, xLabel: "depth", yLabel: "gradient RMS",
                    x: (0..<40).map { Double($0 % 4) },
                    y: (0..<40).map { pow(10, -Double($0 % 4) / 10 - Double($0 % 7) / 2 - 1) })
            ]),
    ]

    private static func curve(_ name: String, _ loss: (Double) -> Double) -> Series {
        let steps = (0...100).map { Double($0) * 5 }
        return Series(
            name: name, kind: .line, xLabel: "step", yLabel: "loss (nats)", x: steps,
            y: steps.map { loss($0 / 50) * (1 + 0.08 * sin($0 * 1.7)) })
    }
}
