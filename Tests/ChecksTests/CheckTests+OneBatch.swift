extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let oneBatch: [(String, String)] = [
        ("overfit-one-batch", "ok-02"), ("regularisation", "ok-06"),
    ]
}
