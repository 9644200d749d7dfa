internal import ElementaryFunctions
internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors

extension EnginePart {
    /// M17: outputs made by hand, up to 50 and with a perfect prediction, against the loss's own
    /// closed form, one row at a time.
    static let lossForm = EnginePart("loss-form", "the loss is its closed form") { recipe in
        let declared = recipe.specification.lossFunction
        guard let reference = declared.reference else {
            return .idle("the loss has no closed form to compare with")
        }
        let loss = recipe.loss
        for (words, outputs, targets) in cases(of: declared, width: max(recipe.headWidth, 1)) {
            let found = loss(outputs, targets).item()
            let wanted = reference.mean(outputs: outputs, targets: targets)
            // A sum counts every output of the row where the mean averages them.
            let factors = declared.reduction == .mean ? [1] : [1, Double(outputs.count)]
            if !factors.contains(where: { found.isNear($0 * wanted, tolerance: 1e-5) }) {
                return .fails(
                    "of \(words) it is \(Figure.text(found)), its closed form "
                        + Figure.text(wanted))
            }
        }
        return .holds("five outputs made by hand give its closed form")
    }

    private typealias Case = (words: String, outputs: Tensor, targets: Networks.Targets)

    private static func cases(of loss: any Loss, width: Int) -> [Case] {
        let numbers: [(Double, Double)] = [(0.8, 1), (0, 0), (50, 1), (50, 0), (-50, 1)]
        switch loss.expectedOutputs {
        case .logits(let function) where function == "softmax":
            return rows(loss, width).map { ($0, $1, $2) }
        case .scores where loss.score == .accuracy: return rows(loss, width)
        case .logProbabilities:
            return rows(loss, width).map { ($0, $1.logSoftmax(), $2) }
        case .logits, .scores, .values:
            return numbers.map { ("\($0) for \($1)", one($0), .values(one($1))) }
        case .probabilities:
            return numbers.map { output, target in
                (
                    "\(output) through a sigmoid for \(target)", one(output).sigmoid(),
                    .values(one(target))
                )
            }
        }
    }

    /// Logits of the classes: mixed, equal, sure and right, sure and wrong, the target's at -50.
    private static func rows(_ loss: any Loss, _ width: Int) -> [Case] {
        let target = loss.ignoredClass == 0 && width > 1 ? 1 : 0
        func row(_ own: Double, _ other: Double) -> [Double] {
            (0..<width).map {
                $0 == target ? own : $0 == (target + 1) % width ? other : 0
            }
        }
        let all = [
            ("mixed logits", (0..<width).map { Double.sin(Double($0 + 1)) }),
            ("equal logits", row(0, 0)),
            ("a perfect prediction (logit 50)", row(50, 0)),
            ("another class at logit 50", row(0, 50)),
            ("logits of -50 and 50 for the wrong class", row(-50, 50)),
        ]
        return all.map { words, logits in
            (
                words, Tensor(logits, shape: [1, width], type: .float64),
                .classes([Int32(target)])
            )
        }
    }

    private static func one(_ number: Double) -> Tensor {
        Tensor([number], shape: [1, 1], type: .float64)
    }
}
