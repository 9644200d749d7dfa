extension CheckRegistry {
    /// What is asked of the data before any network.
    public static let data: [any Examination] = [
        Schema(),
        Labels(),
        Constants(),
        FeatureScale(),
        TargetScale(),
        ClassBalance(),
        MissingOrClipped(),
        Duplicates(),
        NearDuplicates(),
        OverlappingWindows(),
        SplitParity(),
        TargetLeakage(),
        RowIndexColumn(),
        RowDrift(),
        BatchOrder(),
        SequenceTargets(),
        AugmentationAgreement(),
        Pairing(),
        LabelNoise(),
        Inputs(),
    ]
}
