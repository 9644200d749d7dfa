internal import Foundation
internal import Jobs
internal import Networks
internal import Tensors

/// Why a loss cannot work with what a network puts out, and what to do.
struct OutputObjection {
    let verdict: Finding.Verdict
    let evidence: String
    let advice: String

    private init(_ verdict: Finding.Verdict, _ evidence: String, _ advice: String) {
        self.verdict = verdict
        self.evidence = evidence
        self.advice = advice
    }

    /// - Parameters:
    ///   - loss: the loss, which the file calls `name`.
    ///   - outputs: for some rows, untrained.
    ///   - last: the layer that they come from.
    ///   - width: how many outputs belong to one target.
    init?(
        to loss: any Loss, named name: String, _ outputs: [Double], of last: any Layer, width: Int,
        targets: Networks.Targets
    ) {
        let found: OutputObjection? =
            switch loss.expectedOutputs {
            case .logits, .scores:
                Self.scores(last, loss, name, sums: Self.sums(outputs, width) { $0 }, width: width)
            case .logProbabilities:
                Self.logarithms(name, sums: Self.sums(outputs, width, exp))
            case .probabilities:
                Self.probabilities(name, outputs)
            case .values:
                Self.range(last, targets)
            }
        guard let found else { return nil }
        self = found
    }

    private static func scores(
        _ last: any Layer, _ loss: any Loss, _ name: String, sums: [Double], width: Int
    ) -> OutputObjection? {
        let takes: String
        if case .logits(let function) = loss.expectedOutputs {
            takes = "\(name) takes logits and applies \(function) itself"
        } else {
            takes = "\(name) takes scores of any size"
        }
        let bound = last.outputRange
        if width > 1 || bound?.isDistribution == true, sums.allSatisfy({ abs($0 - 1) < 1e-4 }) {
            return OutputObjection(
                .failed,
                width == 1
                    ? "a softmax over one output is 1 whatever the input"
                    : "the outputs of each row sum to 1, as after a softmax, but \(takes)",
                "Remove the last softmax.")
        }
        guard let bound else { return nil }
        let isSquashedTwice =
            bound.numbers == 0...1 && loss.expectedOutputs == .logits(squashedBy: "sigmoid")
        return OutputObjection(
            isSquashedTwice ? .failed : .warned,
            "the last layer, \(kind(last)), keeps its outputs \(bound.words), but \(takes)",
            "Remove the last \(kind(last)): end in the linear layer or convolution before it.")
    }

    private static func logarithms(_ loss: String, sums: [Double]) -> OutputObjection? {
        guard sums.contains(where: { abs($0 - 1) >= 1e-3 }) else { return nil }
        return OutputObjection(
            .failed,
            "\(loss) takes the logarithms of probabilities, but their exponentials sum to "
                + "\(Figure.text(sums.first { abs($0 - 1) >= 1e-3 } ?? .nan)) in a row, not to 1",
            "End in log-softmax, or take the loss cross-entropy without it.")
    }

    private static func probabilities(
        _ name: String, _ values: [Double]
    ) -> OutputObjection? {
        guard let odd = values.first(where: { !(0...1).contains($0) }) else { return nil }
        return OutputObjection(
            .failed,
            "\(name) takes probabilities, but an output is "
                + Figure.text(odd),
            "End in sigmoid, or take the loss binary-cross-entropy without it.")
    }

    private static func range(_ last: any Layer, _ targets: Networks.Targets) -> OutputObjection? {
        guard let bound = last.outputRange, case .values(let tensor) = targets else { return nil }
        let values = tensor.doubles
        let outside = values.count { !bound.numbers.contains($0) }
        guard outside > 0 else { return nil }
        return OutputObjection(
            .failed,
            "the last layer, \(kind(last)), keeps its outputs \(bound.words), but "
                + "\(Figure.text(100 * Double(outside) / Double(values.count))) % of the targets "
                + "lie outside, such as "
                + Figure.text(values.first { !bound.numbers.contains($0) } ?? .nan),
            "Remove the last \(kind(last)), or scale the targets into its range.")
    }

    private static func kind(_ layer: any Layer) -> String { "\(type(of: layer))" }

    /// The sum of each target's outputs.
    private static func sums(
        _ values: [Double], _ width: Int, _ part: (Double) -> Double
    ) -> [Double] {
        stride(from: 0, to: values.count, by: max(width, 1)).map { start in
            values[start..<min(start + max(width, 1), values.count)].reduce(0) { $0 + part($1) }
        }
    }
}
