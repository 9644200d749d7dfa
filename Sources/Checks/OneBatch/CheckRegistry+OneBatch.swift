extension CheckRegistry {
    /// What is asked of trainings on one batch.
    static let oneBatch: [any Examination] = [
        OverfitOneBatch(), Regularisation(),
    ]
}
