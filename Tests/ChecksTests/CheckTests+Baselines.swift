extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let baselines: [(String, String)] = [
        ("label-permutation", "ok-20"),
        ("beats-constant", "ok-01"),
        ("beats-linear", "ok-01"),
        ("features-learned", "ok-01"),
        ("input-matters", "ok-20"),
        ("capacity-by-width", "ok-01"),
        ("enough-data", "ok-01"),
        ("reference-result", "ok-01"),
    ]
}
