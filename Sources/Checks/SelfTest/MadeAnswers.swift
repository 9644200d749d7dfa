internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// A few answers made by hand, with the metrics that counting by hand gives.
struct MadeAnswers {
    let words: String
    let outputs: [Double]
    let targets: [Double]
    /// By name; nil where the metric has no value.
    let expected: [String: Double?]

    private init(
        _ words: String, _ outputs: [Double], _ targets: [Double], _ expected: [String: Double?]
    ) {
        self.words = words
        self.outputs = outputs
        self.targets = targets
        self.expected = expected
    }

    static func all(_ score: Score) -> [MadeAnswers] {
        switch score {
        case .accuracy: ofClasses
        case .binaryAccuracy: ofTwo(("logits", [2, -1, 0.5, -3]), [0, 0, 1], [1, -1])
        case .binaryProbabilityAccuracy:
            ofTwo(("probabilities", [0.9, 0.2, 0.6, 0.1]), [0.5, 0.5, 0.7], [0.8, 0.3])
        case .r2: ofNumbers
        }
    }

    /// Areas are the same by the scores and by their softmax.
    private static let ofClasses = [
        MadeAnswers(
            "three classes", [2, 1, 0, 0, 3, 1, 1, -1, 4, 3, 0, 1], [0, 1, 2, 1],
            [
                "accuracy": 0.75, "precision": 2.5 / 3, "recall": 2.5 / 3, "f1": 7 / 9.0,
                "auc": (2 / 3.0 + 0.75 + 1) / 3,
            ]),
        MadeAnswers(
            "ties, which go to the first", [1, 1, 0, 0, 2, 2, 1, 1, 1], [0, 2, 0],
            ["accuracy": 2 / 3.0, "precision": 0.5, "recall": 0.5, "f1": 0.5, "auc": 1]),
        MadeAnswers(
            "equal scores, which are half in order", [1, 0, 1, 0, 0, 1, 0, 1], [0, 1, 0, 1],
            ["accuracy": 0.5, "precision": 0.5, "recall": 0.5, "f1": 0.5, "auc": 0.5]),
        MadeAnswers(
            "NaN, which is wrong", [.nan, 0, 0, 1], [1, 1], ["accuracy": 0.5, "auc": nil]),
        MadeAnswers(
            "one class", [1, 0, 0, 1, 1, 0], [0, 0, 0],
            ["accuracy": 2 / 3.0, "precision": 1, "recall": 2 / 3.0, "f1": 0.8, "auc": nil]),
    ]

    private static func ofTwo(
        _ four: (String, [Double]), _ border: [Double], _ one: [Double]
    ) -> [MadeAnswers] {
        [
            MadeAnswers(
                four.0, four.1, [1, 0, 0, 1],
                ["accuracy": 0.5, "precision": 0.5, "recall": 0.5, "f1": 0.5, "auc": 0.5]),
            MadeAnswers(
                "the border, which says no", border, [0, 1, 1],
                [
                    "accuracy": 2 / 3.0, "precision": 0.75, "recall": 0.75, "f1": 2 / 3.0,
                    "auc": 0.75,
                ]),
            MadeAnswers(
                "one class", one, [1, 1],
                ["accuracy": 0.5, "precision": 1, "recall": 0.5, "f1": 2 / 3.0, "auc": nil]),
        ]
    }

    private static let ofNumbers = [
        MadeAnswers("three numbers", [1, 2, 4], [1, 2, 3], ["r2": 0.5, "mae": 1 / 3.0]),
        MadeAnswers("the mean", [2, 2, 2], [1, 2, 3], ["r2": 0, "mae": 2 / 3.0]),
        MadeAnswers("a constant, met", [4, 4], [4, 4], ["r2": 1, "mae": 0]),
        MadeAnswers("a constant, missed", [4, 5], [4, 4], ["r2": 0, "mae": 0.5]),
    ]

    /// What is wrong with the metrics of these rows, taken in this order; nil where nothing is.
    func objection(by loss: any Loss, order: [Int]) -> String? {
        let width = outputs.count / targets.count
        let made = order.flatMap { outputs[$0 * width..<($0 + 1) * width] }
        let goals = order.map { targets[$0] }
        let wanted: Networks.Targets =
            loss.score == .accuracy
            ? .classes(goals.map { Int32($0) })
            : .values(Tensor(goals, shape: [goals.count, 1], type: .float32))
        var tally = EpochTally(loss, metrics: true)
        tally.add(
            loss: 0, outputs: Tensor(made, shape: [goals.count, width], type: .float32),
            targets: wanted, judged: goals.count, rows: goals.count)
        let found = tally.evaluation
        let score = loss.score == .r2 ? "r2" : "accuracy"
        for (name, value) in expected.sorted(by: { $0.key < $1.key }) {
            var all = [found.metrics?.values[name]?.value]
            if name == score { all.append(found.value) }
            for own in all where !Self.isSame(own, value) {
                return "\(name) of \(words) is \(own.map(Figure.text) ?? "undefined"), by hand "
                    + (value.map(Figure.text) ?? "undefined")
            }
        }
        return nil
    }

    private static func isSame(_ one: Double?, _ other: Double?) -> Bool {
        guard let one, let other else { return (one == nil) == (other == nil) }
        return abs(one - other) < 1e-6
    }
}
