extension CheckRegistry {
    /// What is asked of the untrained network.
    static let firstPass: [any Examination] = [
        ForwardPass(),
        Symmetry(),
        InitialVariance(),
        InitialLoss(),
        InitialPredictions(),
        PriorBias(),
        DeadUnits(),
        InitialSaturation(),
        ForwardSignal(),
        BackwardSignal(),
    ]
}
