extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let rates: [(String, String)] = [
        ("learning-rate", "ok-01")
    ]
}
