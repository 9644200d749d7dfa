public import Jobs
public import Training

extension TrainingSpecification {
    /// What the training loop does beside the plain step.
    public var settings: TrainingSettings {
        TrainingSettings(
            clipNorm: clipNorm, clipValue: clipValue, gradientAccumulation: gradientAccumulation,
            earlyStopping: earlyStopping.map {
                EarlyStopping(
                    metric: $0.metric, goal: Metric.goal(of: $0.metric), patience: $0.patience,
                    minimumImprovement: $0.minimumImprovement)
            },
            averageDecay: averageDecay,
            pruning: pruning.map {
                Pruning(
                    sparsity: $0.sparsity, afterEpochs: $0.afterEpochs ?? epochs / 2,
                    isGlobal: $0.isGlobal)
            })
    }
}
