extension CheckRegistry {
    /// What watches a training as it runs.
    static let watching: [any Monitor] = [
        LossDecreases(),
        Stability(),
        LossMetricAgreement(),
        Clipping(),
        UnchangedTensors(),
        DyingUnits(),
        OutputCollapse(),
        UpdateRatio(),
        WeightNorms(),
        GradientByDepth(),
        Saturation(),
        BatchNormGap(),
        ZeroTail(),
        GradientSpikes(),
        Oscillation(),
        EpochSawtooth(),
        Plateau(),
        Underfit(),
        EntropyFloor(),
        ClassRecall(),
        Overtraining(),
        GeneralisationGap(),
        PredictionDynamics(),
        FirstLayer(),
    ]
}
