extension CheckRegistry {
    /// What is asked of the untrained network.
    static let firstPass: [any Examination] = [
        ForwardPass(),
        InitialLoss(),
        ForwardSignal(),
        BackwardSignal(),
    ]
}
