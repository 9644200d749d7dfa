internal import Jobs

/// All checks, in the order in which reports show them.
public enum CheckRegistry {
    public static var examinations: [any Examination.Type] {
        [
            ModelSummaryTable.self,
            Schema.self,
            Labels.self,
            FeatureScale.self,
            Inputs.self,
            Shapes.self,
            Teacher.self,
            ForwardPass.self,
            OutputActivation.self,
            Causality.self,
            InitialLoss.self,
            ForwardSignal.self,
            BackwardSignal.self,
            Determinism.self,
            GradientsExist.self,
            ParametersMove.self,
            ModeToggles.self,
            LearningRateSchedule.self,
            SameSeed.self,
            OverfitOneBatch.self,
            LabelPermutation.self,
        ]
    }

    public static var monitors: [any Monitor.Type] {
        [
            LossDecreases.self,
            Stability.self,
            LossMetricAgreement.self,
            Clipping.self,
        ]
    }

    /// The job that all monitors share.
    public static let trainingJob = "training"

    /// Every check's name, in report order.
    public static var names: [String] { examinations.map { $0.name } + monitors.map { $0.name } }
}
