extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let data: [(String, String)] = [
        ("schema", "ok-17"),
        ("labels", "ok-01"),
        ("feature-scale", "ok-17"),
        ("inputs", "ok-01"),
    ]
}
