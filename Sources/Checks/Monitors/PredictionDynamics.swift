internal import Experiments
public import Jobs
internal import Networks

/// E10: how the answers to the same few rows change as training goes on, to be looked at: they
/// settle; they never fail.
public struct PredictionDynamics: CourseMonitor {
    public static let name = "prediction-dynamics"
    public static let verifies = "how the answers to the same rows change along the training"
    public var expected: String { "shown; answers settle as the training goes on" }

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let looks = course.glances.filter {
            $0.rows == .training && !$0.answers.followed.isEmpty
        }
        guard looks.count >= 3 else {
            return finding(.skipped, "\(looks.count) looks are too few to see a change")
        }
        let pairs = zip(looks, looks.dropFirst())
        if looks[0].score == .r2 {
            let rows = looks[0].answers.followed.indices
            return finding(
                .passed, "the answers to \(rows.count) rows are followed over \(looks.count) looks",
                series: rows.map { row in
                    Series(
                        name: "row \(row)", kind: .line, xLabel: "step", yLabel: "output",
                        x: looks.map { Double($0.step) }, y: looks.map { $0.answers.followed[row] })
                })
        }
        let shares = pairs.map { before, after in
            let changed = zip(before.answers.followed, after.answers.followed).count { $0 != $1 }
            return 100 * Double(changed) / Double(max(after.answers.followed.count, 1))
        }
        return finding(
            .passed,
            "\(Figure.text(shares.last ?? 0)) % of the answers to "
                + "\(looks[0].answers.followed.count) "
                + "rows change between the last two looks, \(Figure.text(shares[0])) % between the "
                + "first two",
            measurements: [
                Measurement(name: "answers that still change", value: shares.last ?? 0, unit: "%")
            ],
            series: [
                Series(
                    name: "answers that change", kind: .line, xLabel: "step",
                    yLabel: "changed answers in %",
                    x: looks.dropFirst().map { Double($0.step) }, y: shares)
            ], pictures: [picture(looks)])
    }

    /// A line for each row and a column for each look; the shade is the class that was answered, so
    /// that a line of one shade is an answer that has settled.
    private func picture(_ looks: [Glance]) -> Picture {
        let cell = 8
        let rows = min(32, looks[0].answers.followed.count)
        let answers = looks.map { $0.answers.followed.prefix(rows) }
        let most = max(1, answers.joined().max() ?? 1)
        var image = GreyImage(width: looks.count * cell, height: rows * cell)
        for (column, look) in answers.enumerated() {
            for (row, answer) in look.enumerated() {
                let shade = 40 + 215 * max(0, answer) / most
                image.fill(UInt8(shade), x: column * cell, y: row * cell, size: cell)
            }
        }
        return image.picture(
            "the answers to \(rows) rows: a line for each, from step \(looks[0].step) on the left "
                + "to \(looks[looks.count - 1].step); from dark, class 0, to white, "
                + "class \(Int(most))")
    }
}
