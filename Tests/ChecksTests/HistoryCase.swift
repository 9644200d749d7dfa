import Foundation
import Testing

/// A log and what its diagnosis must say.
struct HistoryCase: CustomTestStringConvertible, Sendable {
    let name: String
    /// The text of a log for a seed.
    let text: @Sendable (_ seed: UInt64) -> String
    /// The checks that must fail or warn; where it is empty, none may.
    var raised: Set<String> = []
    /// Checks that may fail or warn beside them.
    var tolerated: Set<String> = []

    var testDescription: String { name }
}

extension HistoryCase {
    private static func columns(
        _ name: String, raised: Set<String> = [], tolerated: Set<String> = [],
        _ made: @escaping @Sendable (inout MadeHistory) -> [(String, [Double])]
    ) -> HistoryCase {
        HistoryCase(
            name: name,
            text: { seed in
                var history = MadeHistory(seed: seed)
                return MadeHistory.csv(made(&history))
            }, raised: raised, tolerated: tolerated)
    }

    static let healthy: [HistoryCase] = [
        columns("a plain fall with a gap") { made in
            [
                ("loss", made.values(60, MadeHistory.fall(2.3, 0.1, rate: 8))),
                ("val_loss", made.values(60, noise: 0.03, MadeHistory.fall(2.3, 0.35, rate: 8))),
            ]
        },
        columns("a large gap that stands") { made in
            [
                ("loss", made.values(80, MadeHistory.fall(4.6, 0.05, rate: 10))),
                ("val_loss", made.values(80, noise: 0.02, MadeHistory.fall(4.6, 1.9, rate: 10))),
            ]
        },
        columns("steps of small batches") { made in
            let curve = made.values(1200, noise: 0, MadeHistory.fall(2.3, 0.5, rate: 6))
            return [("loss", curve.map { $0 * made.exponential() })]
        },
        columns("a small validation set") { made in
            [
                ("loss", made.values(50, MadeHistory.fall(1.1, 0.2, rate: 7))),
                ("val_loss", made.values(50, noise: 0.2, MadeHistory.fall(1.1, 0.45, rate: 7))),
                ("val_accuracy", made.values(50, noise: 0.06) { 0.85 - 0.5 * exp(-6 * $0) }),
            ]
        },
        columns("warm restarts, the learning rate logged") { made in
            let phase = { (t: Double) -> Double in t * 4 - min((t * 4).rounded(.down), 3) }
            let warm = { (t: Double) -> Double in t > 0.25 ? 1 - phase(t) : 0 }
            return [
                ("loss", made.values(200) { t in 0.2 + 2 * exp(-5 * t) + 0.5 * warm(t) }),
                (
                    "lr",
                    (0..<200).map { index -> Double in
                        0.05 * (1 + cos(.pi * phase(Double(index) / 199))) + 1e-4
                    }
                ),
                ("val_loss", made.values(200) { t in 0.4 + 2 * exp(-5 * t) + 0.4 * warm(t) }),
            ]
        },
        columns("warm restarts, nothing logged of them") { made in
            [
                (
                    "loss",
                    made.values(200) { t in
                        let phase: Double = t * 4 - min((t * 4).rounded(.down), 3)
                        let warm: Double = t > 0.25 ? (1 - phase) * exp(-t) : 0
                        return 0.15 + 2 * exp(-6 * t) + 0.5 * warm
                    }
                )
            ]
        },
        columns("a cycle cut off on its way up") { made in
            let rate = { (t: Double) in 0.05 - 0.049 * cos(2 * .pi * 3.3 * t) }
            return [
                ("loss", made.values(120) { t in 0.2 + 2 * exp(-5 * t) + 8 * rate(t) * exp(-t) }),
                (
                    "val_loss",
                    made.values(120) { t in 0.4 + 2 * exp(-5 * t) + 8 * rate(t) * exp(-t) }
                ),
                ("lr", (0..<120).map { rate(Double($0) / 119) }),
            ]
        },
        columns("validation below training by dropout") { made in
            [
                ("loss", made.values(40, MadeHistory.fall(2.3, 0.6, rate: 6))),
                ("val_loss", made.values(40, MadeHistory.fall(2.0, 0.4, rate: 6))),
            ]
        },
        columns("a rise during the warm-up") { made in
            [
                (
                    "loss",
                    made.values(100) { t in
                        t < 0.1 ? 0.7 + 6 * t : 0.3 + exp(-7 * (t - 0.1))
                    }
                )
            ]
        },
        columns("a log-likelihood below 0") { made in
            [
                ("nll", made.rising(80, from: -1.4, by: -3, over: 12, noise: 0.03)),
                ("val_nll", made.rising(80, from: -1.4, by: -2.7, over: 12, noise: 0.06)),
            ]
        },
        columns("a loss that crosses 0") { made in
            [("loss", made.rising(80, from: 2, by: -5, over: 15, noise: 0.05))]
        },
        columns("learned within the first epoch") { made in
            [
                ("loss", [2.3] + made.values(49, noise: 0.05) { _ in 0.1 }),
                ("val_loss", [0.4] + made.values(49, noise: 0.08) { _ in 0.15 }),
            ]
        },
        columns("fine-tuned from what was nearly right") { made in
            [
                ("loss", made.values(30, noise: 0.04) { _ in 0.06 }),
                ("val_loss", made.values(30, noise: 0.05) { _ in 0.08 }),
                ("val_acc", made.values(30, noise: 0.003) { _ in 0.985 }),
            ]
        },
        columns("noisy targets with an honest score") { made in
            [
                ("loss", made.values(60, noise: 0.01, MadeHistory.fall(0.69, 0.45, rate: 12))),
                ("val_loss", made.values(60, noise: 0.02, MadeHistory.fall(0.69, 0.47, rate: 12))),
                ("val_auc", made.values(60, noise: 0.01) { 0.8 - 0.3 * exp(-10 * $0) }),
            ]
        },
        columns("a language model") { made in
            [
                ("loss", made.values(500, noise: 0.04, MadeHistory.fall(4.17, 1.45, rate: 12))),
                (
                    "lr",
                    (0..<500).map { index -> Double in
                        let cosine: Double = 0.5 * (1 + cos(.pi * Double(index) / 499))
                        return 1e-3 * min(Double(index + 1) / 50, cosine + 0.1)
                    }
                ),
            ]
        },
        columns("steps of the learning rate") { made in
            let rates = (0..<100).map { 0.1 * pow(0.1, Double($0 / 30)) }
            let levels = [0.5, 0.15, 0.08, 0.075]
            let heights = [1.8, 0.35, 0.04, 0.01]
            return [
                (
                    "loss",
                    made.values(100, noise: 0.03) { t in
                        let step = min(Int(t * 100 / 30), 3)
                        let since: Double = t - 0.3 * Double(step)
                        return levels[step] + heights[step] * exp(-15 * since)
                    }
                ),
                ("learning_rate", rates),
            ]
        },
        columns("one cycle of the learning rate") { made in
            [
                ("loss", made.values(60) { t in 0.1 + 2.2 * exp(-4 * t) * (1 - 0.3 * t) }),
                (
                    "lr",
                    (0..<60).map { index -> Double in
                        let t = Double(index) / 59
                        let down: Double = 0.5 * (1 + cos(.pi * (t - 0.3) / 0.7))
                        return t < 0.3 ? 0.04 + 3.2 * t : max(4e-6, down)
                    }
                ),
            ]
        },
        columns("a validation loss that comes back down") { made in
            [
                ("loss", made.values(150, MadeHistory.fall(2.3, 0.02, rate: 6))),
                (
                    "val_loss",
                    made.values(150) { t in
                        let hump: Double = (t - 0.4) * (t - 0.4)
                        return 0.4 + 1.9 * exp(-12 * t) + 0.4 * exp(-60 * hump)
                    }
                ),
            ]
        },
        columns("a margin that comes to be wide enough") { made in
            [
                ("loss", (0..<30).map { max(0, 0.9 * exp(Double(-$0) / 3) - 0.02) }),
                ("accuracy", (0..<30).map { 1 - 0.4 * exp(Double(-$0) / 2) }),
            ]
        },
        columns("a very small error") { made in
            [
                ("mse", made.values(200, noise: 0.1, MadeHistory.fall(0.08, 1e-5, rate: 14))),
                ("val_mse", made.values(200, noise: 0.15, MadeHistory.fall(0.08, 3e-5, rate: 14))),
            ]
        },
        columns("a loss of tens of thousands") { made in
            [("train_loss", made.values(90, noise: 0.05, MadeHistory.fall(52000, 9000, rate: 9)))]
        },
        columns("a slow wander of the validation loss") { made in
            var wander = 0.0
            return [
                ("loss", made.values(100, MadeHistory.fall(2.3, 0.3, rate: 8))),
                (
                    "val_loss",
                    (0..<100).map { index -> Double in
                        wander = 0.7 * wander + 0.02 * made.normal()
                        return 0.6 + 1.7 * exp(Double(-index) / 10) + wander
                    }
                ),
            ]
        },
        HistoryCase(name: "three epochs") { _ in
            "epoch,loss,val_loss\n0,1.2,1.1\n1,.8,.9\n2,.7,.85\n"
        },
        HistoryCase(name: "a single row") { _ in "{\"epoch\": 1, \"loss\": 0.5}\n" },
    ]
}

extension HistoryCase {
    static let broken: [HistoryCase] = [
        columns(
            "nothing is learned", raised: ["standing-loss"],
            tolerated: ["falling-loss", "underfitting"]
        ) { made in
            [
                ("loss", made.values(60, noise: 0.01) { _ in 2.303 }),
                ("val_loss", made.values(60, noise: 0.01) { _ in 2.304 }),
                ("val_accuracy", made.values(60, noise: 0.05) { _ in 0.1 }),
            ]
        },
        columns("not decreasing, eight epochs", raised: ["falling-loss"]) { made in
            [("loss", made.values(8, noise: 0.02) { _ in 0.69 })]
        },
        columns("up the gradient", raised: ["falling-loss", "diverging-loss"]) { made in
            [("loss", made.values(50) { 2.3 + 9 * $0 })]
        },
        columns(
            "diverges after a good beginning", raised: ["diverging-loss"],
            tolerated: ["falling-loss", "loss-spikes"]
        ) { made in
            [
                (
                    "loss",
                    made.values(100) { t in
                        t < 0.6 ? 0.3 + 2 * exp(-8 * t) : 0.3 * exp(9 * (t - 0.6))
                    }
                )
            ]
        },
        columns(
            "half of what was learned is lost", raised: ["diverging-loss"],
            tolerated: ["loss-spikes"]
        ) { made in
            [("loss", made.values(100) { t in t < 0.6 ? 0.2 + 2 * exp(-9 * t) : 1.1 })]
        },
        HistoryCase(
            name: "NaN from the fifth line on",
            text: { _ in "epoch,loss\n0,2.3\n1,2.1\n2,1.9\n3,nan\n4,nan\n5,nan\n6,nan\n7,nan\n" },
            raised: ["finite-loss"]),
        HistoryCase(
            name: "infinite, as JSON lines of Python",
            text: { _ in
                (0..<20).map { index -> String in
                    let loss = index < 12 ? "\(2.0 - Double(index) / 20)" : "Infinity"
                    return "{\"step\": \(index * 10), \"loss\": \(loss)}\n"
                }.joined()
            }, raised: ["finite-loss"], tolerated: ["convergence"]),
        columns("overfitting", raised: ["overfitting"]) { made in
            [
                ("loss", made.values(60, MadeHistory.fall(1.5, 0.01, rate: 6))),
                (
                    "val_loss",
                    made.values(60, noise: 0.03) { t in
                        0.6 + 0.9 * exp(-14 * t) + 0.9 * max(0, t - 0.25)
                    }
                ),
                ("accuracy", made.values(60, noise: 0.005) { 1 - 0.5 * exp(-6 * $0) }),
                ("val_accuracy", made.values(60, noise: 0.01) { 0.78 - 0.3 * exp(-14 * $0) }),
            ]
        },
        columns("overfitting of twelve epochs", raised: ["overfitting"], tolerated: ["convergence"])
        { made in
            [
                ("loss", made.values(12, MadeHistory.fall(0.6, 0.05, rate: 4))),
                (
                    "val_loss",
                    [0.52, 0.41, 0.37, 0.38, 0.42, 0.47, 0.52, 0.58, 0.63, 0.7, 0.74, 0.81]
                ),
            ]
        },
        columns("a validation score that falls", raised: ["overfitting"]) { made in
            [
                ("loss", made.values(60, MadeHistory.fall(1.5, 0.01, rate: 6))),
                (
                    "val_f1",
                    made.values(60, noise: 0.01) { t in
                        0.8 - 0.5 * exp(-20 * t) - 0.35 * max(0, t - 0.2)
                    }
                ),
            ]
        },
        columns("underfitting", raised: ["underfitting"]) { made in
            [
                ("loss", made.values(60, noise: 0.005, MadeHistory.fall(2.3, 1.98, rate: 14))),
                ("val_loss", made.values(60, noise: 0.01, MadeHistory.fall(2.3, 2.0, rate: 14))),
                ("accuracy", made.values(60, noise: 0.02) { 0.25 - 0.15 * exp(-14 * $0) }),
            ]
        },
        columns("stopped in the middle of the fall", raised: ["convergence"]) { made in
            [("loss", made.values(40) { 2.3 - 1.6 * $0 })]
        },
        columns("decayed too early", raised: ["early-decay"], tolerated: ["underfitting"]) { made in
            [
                ("loss", made.values(100, noise: 0.005) { t in t < 0.2 ? 2.3 - 3 * t : 1.7 }),
                ("lr", (0..<100).map { $0 < 20 ? 0.1 : 1e-5 }),
            ]
        },
        columns(
            "an exponential decay of the rate per step", raised: ["early-decay"],
            tolerated: ["underfitting"]
        ) { made in
            let rates = (0..<200).map { 0.1 * pow(0.85, Double($0)) }
            let sums = rates.reduce(into: [0.0]) { $0.append($0.last! + $1) }
            return [
                (
                    "loss",
                    sums.prefix(200).map { 2.3 * exp(-0.4 * $0) * (1 + 0.002 * made.normal()) }
                ),
                ("learning_rate", rates),
            ]
        },
        columns("spikes of single steps", raised: ["loss-spikes"]) { made in
            var values = made.values(400, noise: 0.05, MadeHistory.fall(2.3, 0.3, rate: 8))
            for index in [190, 260, 333] { values[index] = 9 }
            return [("loss", values)]
        },
        columns("a spike among epochs", raised: ["loss-spikes"]) { made in
            var values = made.values(40, noise: 0.03, MadeHistory.fall(2.3, 0.2, rate: 8))
            values[25] = 4
            return [("loss", values)]
        },
        columns("a jump that lasts", raised: ["loss-spikes"], tolerated: ["diverging-loss"]) {
            made in
            [
                (
                    "loss",
                    made.values(300, noise: 0.03) { t in
                        let jump: Double = t > 0.6 ? 0.9 * exp(-1.5 * (t - 0.6)) : 0
                        return 0.2 + 2 * exp(-8 * t) + jump
                    }
                )
            ]
        },
        columns("a tail of zeros", raised: ["zeroed-tail"], tolerated: ["convergence"]) { made in
            [("loss", made.values(40, MadeHistory.fall(2.3, 0.8, rate: 6)) + [0, 0, 0, 0, 0])]
        },
        columns("a validation loss of no rows", raised: ["zeroed-tail"]) { made in
            [
                ("loss", made.values(30, MadeHistory.fall(2.3, 0.8, rate: 8))),
                ("val_loss", [Double](repeating: 0, count: 30)),
            ]
        },
    ]
}
