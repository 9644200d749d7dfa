extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let baselines: [(String, String)] = [
        ("label-permutation", "ok-20")
    ]
}
