extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let data: [(String, String)] = [
        ("schema", "ok-17"),
        ("labels", "ok-01"),
        ("constants", "ok-01"),
        ("feature-scale", "ok-17"),
        ("target-scale", "ok-21"),
        ("class-balance", "ok-01"),
        ("duplicates", "ok-17"),
        ("near-duplicates", "ok-17"),
        ("overlapping-windows", "ok-17"),
        ("split-parity", "ok-01"),
        ("row-drift", "ok-17"),
        ("target-leakage", "ok-17"),
        ("row-index", "ok-17"),
        ("batch-order", "ok-01"),
        ("label-noise", "ok-01"),
        ("missing-or-clipped", "ok-17"),
        ("sequence-targets", "examples/sums/transformer"),
        ("augmentation-agreement", "ok-01"),
        ("pairing", "ok-17"),
        ("inputs", "ok-01"),
    ]
}
