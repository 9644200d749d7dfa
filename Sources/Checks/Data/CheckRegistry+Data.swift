extension CheckRegistry {
    /// What is asked of the data before any network.
    public static let data: [any Examination] = [
        Schema(),
        Labels(),
        Constants(),
        FeatureScale(),
        TargetScale(),
        ClassBalance(),
        Duplicates(),
        SplitParity(),
        TargetLeakage(),
        RowIndexColumn(),
        BatchOrder(),
        Pairing(),
        LabelNoise(),
        Inputs(),
    ]
}
