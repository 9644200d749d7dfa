internal import Datasets
public import Jobs

/// D13: a class at each position of ids belongs to that position: in a language model the next
/// token, not the same one.
///
/// Where targets are the inputs shifted by one number of positions everywhere, that number is
/// judged: 1 passes, 0 and others warn, and so does a shift by 1 that holds at most positions but
/// not at all. Padding that the loss counts warns.
public struct SequenceTargets: DataCheck {
    public static let name = "sequence-targets"
    public static let verifies = "the target at each position is the next token"
    public var expected: String { "target[t] = input[t + 1] at every position that counts" }
    public static let explains = [
        Causality.name, InitialLoss.name, LabelPermutation.name, "class-recall",
    ]

    @Threshold(.unit, "a smaller share of next tokens at the positions that count warns")
    public var warnBelow = 0.999
    @Threshold(.unit, "a larger share of padding among the targets that count warns")
    public var warnPadding = 0.2

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard case .classes(let labels, _) = data.training.targets,
            data.training.targetShape == data.training.inputShape,
            data.training.inputShape.count == 1,
            data.takesIds || !data.training.tokens.isEmpty
        else { return finding(.skipped, "the targets are no tokens beside the inputs' tokens") }
        let length = data.training.inputSize
        let rows = data.sampledRows(2000, of: data.training, "sequences")
        var tally = ShiftTally(length: length)
        for row in rows {
            tally.add(
                data.training.input(at: row).map { Int32($0) },
                Array(labels[row * length..<(row + 1) * length]), ignoring: data.ignoredClass)
        }
        let best = tally.best
        let next = tally.share(of: 1)
        let measurements = [
            Measurement(name: "targets that are the next token", value: next, expected: "1 or few"),
            Measurement(name: "targets that are the same token", value: tally.share(of: 0)),
            Measurement(name: "padding among the targets", value: tally.paddingShare),
        ]
        if tally.paddingShare > warnPadding, data.ignoredClass == nil {
            return finding(
                .warned,
                "\(Figure.text((100 * tally.paddingShare).rounded())) % of the targets repeat one "
                    + "token to the end of their row, as padding does, and the loss counts them",
                advice: "Give padding a class of its own and leave it out: `ignore`.",
                measurements: measurements)
        }
        guard let best, tally.share(of: best) > 0.5, tally.varies else {
            return finding(
                .skipped, "the targets are no shifted inputs: another task than the next token",
                measurements: measurements)
        }
        let share = tally.share(of: best)
        if best == 1, share >= warnBelow {
            return finding(
                .passed,
                "the targets are the next token at \(tally.counted(1)) positions looked at",
                measurements: measurements)
        }
        let percent = Figure.text((1000 * share).rounded() / 10)
        return finding(
            .warned,
            best == 1
                ? "the targets are the next token at only \(percent) % of the positions"
                : "the targets are the inputs "
                    + (best == 0 ? "at the same position" : "\(best) positions on")
                    + " in \(percent) %, not the next token",
            advice: best == 0
                ? "A network that may look at its input need only copy it: shift the targets by "
                    + "one position."
                : "Look at how inputs and targets are cut from the text.",
            measurements: measurements)
    }
}
