extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let rates: [(String, String)] = [
        ("learning-rate", "ok-01"),
        ("curvature", "ok-17"),
        ("step-length", "ok-12"),
        ("rate-sweep", "ok-02"),
        ("batch-size", "ok-13"),
    ]
}
