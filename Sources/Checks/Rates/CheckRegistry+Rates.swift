extension CheckRegistry {
    /// What is asked of the learning rate, the noise and the curvature.
    static let rates: [any Examination] = [
        LearningRate(),
        Curvature(),
        StepLength(),
        RateSweep(),
        BatchSize(),
    ]
}
