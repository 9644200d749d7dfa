package import Components

/// One kind of loss that a file can name: its keys, and what goes with it.
///
/// The kind stands in the loss's own file.
package struct LossKind: Catalogued {
    /// What the data must say of their classes.
    package enum Classes: Sendable {
        case required
        /// Two, or none where each target is a column of 0 and 1.
        case two
        case any
    }

    package let component: ComponentKind
    /// What beside the loss judges its predictions: `accuracy` or `r2`.
    package let score: String
    package let classes: Classes
    package let make: @Sendable (Settings) -> any Loss

    init(
        _ name: String, _ summary: String, aliases: [String] = [], synonyms: [String] = [],
        settings: [Setting] = [], score: String, classes: Classes,
        make: @escaping @Sendable (Settings) -> any Loss
    ) {
        component = ComponentKind(
            name: name, summary: summary, aliases: aliases, synonyms: synonyms,
            settings: settings + [.reduction])
        self.score = score
        self.classes = classes
        self.make = make
    }
}

/// Every loss that a file can name, in the order in which errors list them.
extension Catalogue where Entry == LossKind {
    package static let losses: Catalogue<LossKind> = Catalogue(
        noun: "loss",
        entries: [
            .crossEntropy, .negativeLogLikelihood, .multiMargin, .klDivergence,
            .binaryCrossEntropy, .binaryCrossEntropyOfProbabilities, .hinge, .meanSquaredError,
            .meanAbsoluteError, .huber, .focal,
        ],
        elsewhere: ["distillation": "it is a section of its own beside the loss"])
}
