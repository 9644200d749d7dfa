extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let oneStep: [(String, String)] = [
        ("gradients-exist", "ok-03"),
        ("parameters-move", "ok-15"),
        ("schedule", "ok-13"),
        ("reduced-precision", "ok-12"),
        ("engine-self-test", "ok-06"),
    ]
}
