extension CheckRegistry {
    /// What is asked of several short trainings.
    static let baselines: [any Examination] = [
        LabelPermutation(),
        BeatsConstant(),
        BeatsLinear(),
        FeaturesLearned(),
        InputMatters(),
        CapacityByWidth(),
        EnoughData(),
        ReferenceResult(),
    ]
}
