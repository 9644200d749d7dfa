public import Jobs
public import Tensors
public import Training

extension TrainingSpecification {
    /// How exact the network's products are.
    public var operandPrecision: Precision {
        switch precision {
        case .float32: .float32
        case .bf16: .bfloat16
        }
    }

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
            lossScaling: lossScale.map {
                switch $0 {
                case .dynamic: .dynamic()
                case .constant(let scale): .constant(scale)
                }
            },
            pruning: pruning.map {
                Pruning(
                    sparsity: $0.sparsity, afterEpochs: $0.afterEpochs ?? epochs / 2,
                    isGlobal: $0.isGlobal)
            })
    }
}
