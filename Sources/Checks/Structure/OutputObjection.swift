internal import ElementaryFunctions
internal import Jobs
internal import Networks

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
    ///   - head: what the network ends in.
    ///   - targets: of training rows.
    init?(to loss: any Loss, named name: String, _ head: OutputHead, targets: Networks.Targets) {
        let found: OutputObjection? =
            if head.width == 1, head.range.map({ $0.rows != .free }) ?? false {
                Self(
                    .failed, "a softmax over one output is the same whatever the input",
                    "Remove it, or end in sigmoid where \(name) takes probabilities.")
            } else {
                switch loss.expectedOutputs {
                case .logits(let function): Self.logits(head, loss, name, function)
                case .scores: Self.scores(head, loss, name)
                case .logProbabilities: Self.logarithms(head, name)
                case .probabilities: Self.probabilities(head, name, targets)
                case .values: Self.values(head, name, targets)
                }
            }
        guard let found else { return nil }
        self = found
    }

    private static func logits(
        _ head: OutputHead, _ loss: any Loss, _ name: String, _ function: String
    ) -> OutputObjection? {
        let takes = "\(name) takes logits and applies \(function) itself"
        if head.isDistribution {
            return OutputObjection(
                .failed, "the outputs of each row sum to 1, as after a softmax, but \(takes)",
                "Remove the last softmax.")
        }
        // The softmax of logarithms of probabilities is the probabilities again.
        guard let bound = head.range, bound.rows != .logDistribution || function != "softmax" else {
            return nil
        }
        return OutputObjection(
            bound.numbers == 0...1 && function == "sigmoid" ? .failed : .warned,
            "the last layer, \(head.kind), keeps its outputs \(bound.words), but \(takes)"
                + floor(head, loss, bound), remedy(head))
    }

    private static func scores(
        _ head: OutputHead, _ loss: any Loss, _ name: String
    ) -> OutputObjection? {
        guard let bound = head.range, !(head.floor(of: loss, bound.numbers) <= 0.01) else {
            return nil
        }
        return OutputObjection(
            .warned,
            "the last layer, \(head.kind), keeps its outputs \(bound.words), but \(name) takes "
                + "scores of any size" + floor(head, loss, bound), remedy(head))
    }

    private static func floor(_ head: OutputHead, _ loss: any Loss, _ bound: OutputRange) -> String
    {
        let least = head.floor(of: loss, bound.numbers)
        return least > 0.01 ? ": the loss stays at \(Figure.text(least)) or above" : ""
    }

    private static func remedy(_ head: OutputHead) -> String {
        "Remove the last \(head.kind): end in the linear layer or convolution before it."
    }

    private static func logarithms(_ head: OutputHead, _ name: String) -> OutputObjection? {
        guard !head.isLogDistribution else { return nil }
        let odd = head.sums(Double.exp).first { !(abs($0 - 1) < 1e-3) } ?? .nan
        return OutputObjection(
            .failed,
            "\(name) takes the logarithms of probabilities, but "
                + (head.isDistribution
                    ? "\(head.kind) puts out probabilities"
                    : "their exponentials sum to \(Figure.text(odd)) in a row, not to 1"),
            "End in log-softmax, or take the loss cross-entropy without it.")
    }

    private static func probabilities(
        _ head: OutputHead, _ name: String, _ targets: Networks.Targets
    ) -> OutputObjection? {
        let takes = "\(name) takes probabilities, but "
        let advice = "End in sigmoid, or take the loss binary-cross-entropy without it."
        if head.isDistribution {
            let labels = RowSums(targets, width: head.width)
            guard labels.others > 0 else { return nil }
            return OutputObjection(
                .failed,
                "the outputs of each row sum to 1, as after a softmax, but "
                    + "\(Figure.text(100 * labels.others)) % of the rows have no label or several",
                "End in sigmoid: each label is a question of its own.")
        }
        if let bound = head.range {
            guard bound.numbers.lowerBound < 0 || bound.numbers.upperBound > 1 else { return nil }
            return OutputObjection(
                .failed, takes + "\(head.kind) keeps its outputs \(bound.words)", advice)
        }
        if let odd = head.outputs.first(where: { !(0...1).contains($0) }) {
            return OutputObjection(.failed, takes + "an output is \(Figure.text(odd))", advice)
        }
        return OutputObjection(.warned, takes + "nothing keeps the outputs in 0 ... 1", advice)
    }

    private static func values(
        _ head: OutputHead, _ name: String, _ targets: Networks.Targets
    ) -> OutputObjection? {
        let labels = RowSums(targets, width: head.width)
        if head.isDistribution, labels.others == 0, labels.areOfOneClass {
            return OutputObjection(
                .warned,
                "\(name) of softmax's probabilities: where the answer is wrong and sure, its "
                    + "gradient is almost 0, and training is slow or stays there",
                "Take the loss cross-entropy and remove the last softmax.")
        }
        guard let reach = TargetReach(head, targets), reach.unexplained > 1e-3 else { return nil }
        return OutputObjection(
            reach.unexplained > 0.05 ? .failed : .warned,
            "the last layer, \(head.kind), keeps its outputs "
                + (head.isDistribution ? "at a sum of 1" : head.range?.words ?? "") + ", but "
                + "\(Figure.text(100 * reach.outside)) % of the targets lie outside, such as "
                + "\(Figure.text(reach.example)): "
                + "\(Figure.text(100 * min(reach.unexplained, 1))) % of their variance is out of "
                + "reach",
            "Remove the last \(head.kind), or scale the targets into its range.")
    }
}
