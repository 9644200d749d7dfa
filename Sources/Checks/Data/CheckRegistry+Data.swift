extension CheckRegistry {
    /// What is asked of the data before any network.
    static let data: [any Examination] = [
        Schema(),
        Labels(),
        FeatureScale(),
        Inputs(),
    ]
}
