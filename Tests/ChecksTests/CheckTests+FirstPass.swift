extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let firstPass: [(String, String)] = [
        ("forward-pass", "ok-03"),
        ("initial-loss", "ok-01"),
        ("forward-signal", "ok-01"),
        ("backward-signal", "ok-20"),
    ]
}
