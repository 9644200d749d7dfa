extension CheckRegistry {
    /// What watches a training as it runs.
    static let watching: [any Monitor] = [
        LossDecreases(),
        Stability(),
        LossMetricAgreement(),
        Clipping(),
    ]
}
