extension CheckRegistry {
    /// What is asked of a few steps.
    static let oneStep: [any Examination] = [
        GradientsExist(),
        ParametersMove(),
        LearningRateSchedule(),
        ReducedPrecision(),
        EngineSelfTest(),
    ]
}
