internal import Jobs

/// Reads the section `training`.
enum TrainingSection {
    private static let keys = [
        Key(name: "epochs", synonyms: ["max-epochs", "num-epochs", "num_epochs", "n-epochs"]),
        Key(name: "batch-size", synonyms: ["batch", "bs", "batch_size", "batchsize"]),
        Key(
            name: "clip-norm",
            synonyms: ["clip", "max-norm", "clip-grad-norm", "gradient-clipping", "grad-clip"]),
        Key(name: "gradient-accumulation", synonyms: ["accumulate", "accumulation"]),
        Key(name: "shuffle"),
    ]

    static func read(_ field: Field) -> TrainingSpecification? {
        guard let members = Members(field, keys: keys) else { return nil }
        let epochs = members.required("epochs", "how often the training rows are gone through")?
            .integer(in: 1...1_000_000)
        let batchSize = members.required("batch-size", "the rows of one batch")?
            .integer(in: 1...1_048_576)
        let clipNorm = members["clip-norm"].map { $0.number(in: .positive) }
        let accumulation = members["gradient-accumulation"].map { $0.integer(in: 1...1_048_576) }
        let shuffle = members["shuffle"].map { $0.flag() }
        guard let epochs, let batchSize else { return nil }
        return TrainingSpecification(
            epochs: epochs, batchSize: batchSize, clipNorm: clipNorm ?? nil,
            gradientAccumulation: (accumulation ?? nil) ?? 1, shuffle: (shuffle ?? nil) ?? true)
    }
}
