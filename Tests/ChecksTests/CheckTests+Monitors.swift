extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let monitors: [(String, String)] = [
        ("loss-decreases", "ok-12"),
        ("stability", "ok-13"),
        ("loss-metric-agreement", "ok-17"),
        ("clipping", "ok-01"),
    ]
}
