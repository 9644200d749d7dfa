internal import Components
internal import Experiments
internal import Foundation
internal import Jobs
internal import Training

/// A short training with each optimizer, each with another schedule.
enum ReferenceTraining {
    /// Those of the catalogue.
    static let optimizers = Catalogue.optimizers.names

    private static let settings = [
        "sgd": "learning-rate: 0.05, momentum: 0.9, weight-decay: 1e-3",
        "adamw": "learning-rate: 0.01, weight-decay: 0.01", "lion": "learning-rate: 1e-3",
    ]

    private static let schedules = [
        "sgd": "{cosine: {warmup-steps: 2}}", "adam": "{polynomial: {power: 1.5}}",
        "adamw": "one-cycle", "rmsprop": "{exponential: {factor: 0.97, per: step}}",
        "adagrad": "{linear: {end-factor: 0.1}}", "nadam": "{cyclic: {minimum: 1e-4, up-steps: 2}}",
        "lion": "{step: {factor: 0.5, every-steps: 2}}",
    ]

    /// Of the history, with every metric of every epoch.
    static func digest(_ optimizer: String) -> String {
        do {
            let file = try ExperimentFile(text: text(optimizer), path: "reference job")
            let specification = file.defaults
            let data = try ExperimentData(
                specification.data, seed: 1, files: ExperimentFiles([], locations: [:]))
            let recipe = Recipe(specification, data: data, seed: 1, job: "reference")
            return ReferenceProbe.digest(of: try CanonicalJSON.encode(recipe.trial()))
        } catch {
            fatalError("the reference training with \(optimizer): \(error)")
        }
    }

    private static func text(_ optimizer: String) -> String {
        """
        experiment: reference
        data:
          format: synthetic
          size: 60
          shape: [8, 8, 3]
          classes: 4
          validation: 0.2
          normalize: standard
        model:
          - conv2d: {filters: 8, kernel: 3, padding: 1}
          - batch-norm
          - gelu
          - max-pool2d: 2
          - flatten
          - dropout: 0.2
          - linear: 4
        loss: cross-entropy
        optimizer: {\(optimizer): {\(settings[optimizer] ?? "learning-rate: 0.01")}}
        schedule: \(schedules[optimizer] ?? "constant")
        training: {epochs: 2, batch-size: 16, clip-norm: 1}
        """
    }
}
