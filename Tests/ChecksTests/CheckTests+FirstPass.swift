extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let firstPass: [(String, String)] = [
        ("forward-pass", "ok-03"),
        ("symmetry", "ok-03"),
        ("initial-variance", "ok-01"),
        ("initial-loss", "ok-21"),
        ("initial-predictions", "ok-01"),
        ("prior-bias", "ok-17"),
        ("dead-units", "ok-21"),
        ("initial-saturation", "edit-14"),
        ("forward-signal", "ok-01"),
        ("backward-signal", "ok-20"),
    ]
}
