extension CheckRegistry {
    /// What is asked of the network, its loss and its recipe without a step.
    static let structure: [any Examination] = [
        ModelSummaryTable(),
        Shapes(),
        LossReduction(),
        Teacher(),
        OutputActivation(),
        Causality(),
        DropoutPlacement(),
        BatchNormRows(),
        Nonlinearity(),
        HyperParameters(),
        WastedParts(),
    ]
}
