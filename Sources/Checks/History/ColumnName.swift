internal import Foundation

/// What the name of a log's column says of its numbers.
struct ColumnName {
    enum Side {
        case training, validation, test
    }

    enum Kind: Equatable {
        case loss
        /// What falls as training goes well and can stand for a loss: an error, a perplexity.
        case error(String)
        /// What grows as training goes well.
        case score(String)
        case rate, norm
        /// What counts epochs, or steps.
        case epoch, step
        case other
    }

    let side: Side?
    let kind: Kind
    /// Words of the name that say nothing here: of two losses the one with fewer is the whole.
    let extras: Int

    init(_ name: String) {
        let words = Self.words(of: name)
        side = words.lazy.compactMap { Self.sides[$0] }.first
        kind = Self.kind(of: words)
        extras = words.count { word in
            Self.sides[word] == nil && !Self.plain.contains(word) && !Self.known.contains(word)
        }
    }

    private static let sides: [String: Side] = [
        "train": .training, "training": .training, "trn": .training, "tr": .training,
        "val": .validation, "valid": .validation, "validation": .validation,
        "eval": .validation, "evaluation": .validation, "dev": .validation,
        "holdout": .validation, "heldout": .validation, "test": .test, "testing": .test,
    ]
    private static let losses: Set<String> = [
        "loss", "losses", "nll", "cost", "objective", "xent", "crossentropy", "logloss", "bce",
    ]
    private static let errors: Set<String> = [
        "mse", "rmse", "mae", "mape", "error", "err", "perplexity", "ppl", "deviance", "wer", "cer",
    ]
    private static let scores: Set<String> = [
        "accuracy", "acc", "f1", "auc", "auroc", "roc", "r2", "precision", "recall", "iou", "miou",
        "dice", "map", "bleu", "rouge", "top1", "score", "kappa", "mcc", "ndcg",
    ]
    /// Words beside `loss` that make it something else than the loss.
    private static let others: Set<String> = [
        "scale", "scaler", "weight", "ratio", "coef", "coefficient", "best", "min", "max", "std",
        "var", "delta", "diff", "count", "lambda",
    ]
    private static let plain: Set<String> = [
        "total", "mean", "avg", "average", "epoch", "step", "batch", "running", "metrics", "the",
        "function", "value",
    ]
    private static let known = losses.union(errors).union(scores)

    private static func kind(of words: [String]) -> Kind {
        let all = Set(words)
        let isGradient = !all.isDisjoint(with: ["grad", "gradient", "gradients"])
        if isGradient && all.contains("norm") || all.contains("gnorm") { return .norm }
        if all.contains("lr") || all.isSuperset(of: ["learning", "rate"]) { return .rate }
        if !all.isDisjoint(with: others) { return .other }
        if !all.isDisjoint(with: losses) { return .loss }
        if let score = words.first(where: scores.contains) { return .score(score) }
        if let error = words.first(where: errors.contains) { return .error(error) }
        return counter(words)
    }

    private static func counter(_ words: [String]) -> Kind {
        switch words.filter({ !["global", "trainer", "num", "train", "total"].contains($0) }) {
        case ["epoch"], ["epochs"], ["ep"]: .epoch
        case ["step"], ["steps"], ["iteration"], ["iterations"], ["iter"], ["iters"], ["update"],
            ["updates"], ["batch"]:
            .step
        default: .other
        }
    }

    /// The words of a name in small letters: parts of `val_loss`, `valLoss`, `val/loss`, `valloss`.
    static func words(of name: String) -> [String] {
        var words = [""]
        var wasSmall = false
        for character in name {
            guard character.isLetter || character.isNumber else {
                words.append("")
                wasSmall = false
                continue
            }
            if character.isUppercase, wasSmall { words.append("") }
            words[words.count - 1] += character.lowercased()
            wasSmall = character.isLowercase
        }
        return words.filter { !$0.isEmpty }.flatMap(parts)
    }

    /// Two words written as one.
    private static func parts(of word: String) -> [String] {
        if known.contains(word) || sides[word] != nil { return [word] }
        if word == "learningrate" { return ["learning", "rate"] }
        if word == "gradnorm" { return ["grad", "norm"] }
        for side in sides.keys.sorted(by: { ($1.count, $0) < ($0.count, $1) })
        where word.hasPrefix(side) && known.contains(String(word.dropFirst(side.count))) {
            return [side, String(word.dropFirst(side.count))]
        }
        return switch word {
        case "vloss": ["val", "loss"]
        case "tloss": ["train", "loss"]
        default: [word]
        }
    }
}
