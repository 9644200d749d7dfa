internal import Experiments
internal import Jobs

extension Clipping {
    /// Of gradients that are scaled down together.
    func judgement(
        on share: Double, of extent: String, bound: Double, typical: Double, after: Double?
    ) -> Finding {
        let measurements =
            held("norm after clipping", after, bound) + [
                steps(clipped: share),
                Measurement(name: "median norm before clipping", value: typical),
            ]
        if let after, !(after <= bound * (1 + 1e-5)) {
            return broken("the norm after clipping is", after, bound, measurements)
        }
        guard share > warnAbove else {
            return finding(
                .passed, "\(Figure.text(100 * share)) % of \(extent) are clipped",
                measurements: measurements)
        }
        return finding(
            .warned,
            "\(Figure.text(100 * share)) % of the steps are clipped: the bound "
                + "\(Figure.text(bound)) lies far below the median norm \(Figure.text(typical))",
            advice: "Such clipping only scales the learning rate down: raise `clip-norm` above the "
                + "usual norm.", measurements: measurements)
    }

    /// Of gradients whose values are brought to a bound each.
    func judgement(
        on share: Double, of extent: String, value bound: Double,
        after: (largest: Double, share: Double)?
    ) -> Finding {
        var measurements =
            held("largest value after clipping", after?.largest, bound) + [steps(clipped: share)]
        if let left = after?.share {
            measurements.append(
                Measurement(
                    name: "norm that is left", value: 100 * left,
                    expected: "≥ \(Figure.text(100 * leaves))", unit: "%"))
        }
        if let largest = after?.largest, !(largest <= bound * (1 + 1e-5)) {
            return broken("a gradient after clipping is", largest, bound, measurements)
        }
        guard share > warnAbove, let left = after?.share, left < leaves else {
            return finding(
                .passed, "values are clipped in \(Figure.text(100 * share)) % of \(extent)",
                measurements: measurements)
        }
        return finding(
            .warned,
            "values are clipped in \(Figure.text(100 * share)) % of the steps, and the bound "
                + "\(Figure.text(bound)) leaves \(Figure.text(100 * left)) % of the first "
                + "gradients' norm",
            advice: "Little but the signs of the gradients is left: raise `clip-value` above their "
                + "usual size, or clip by `clip-norm`, which keeps their direction.",
            measurements: measurements)
    }

    private func held(_ name: String, _ value: Double?, _ bound: Double) -> [Measurement] {
        value.map {
            [Measurement(name: name, value: $0, expected: "≤ \(Figure.text(bound))")]
        } ?? []
    }

    private func steps(clipped share: Double) -> Measurement {
        Measurement(
            name: "steps clipped", value: 100 * share,
            expected: "≤ \(Figure.text(100 * warnAbove))", unit: "%")
    }

    private func broken(
        _ words: String, _ value: Double, _ bound: Double, _ measurements: [Measurement]
    ) -> Finding {
        finding(
            .failed, "\(words) \(Figure.text(value)), above \(Figure.text(bound))",
            advice: "The gradients are clipped before they are complete, or not at all.",
            measurements: measurements)
    }
}
