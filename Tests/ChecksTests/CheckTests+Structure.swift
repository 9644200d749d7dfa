extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let structure: [(String, String)] = [
        ("model-summary", "ok-01"),
        ("shapes", "ok-20"),
        ("loss-reduction", "ok-17"),
        ("teacher", "ok-01"),
        ("output-activation", "ok-17"),
        ("causality", "examples/sums/transformer"),
        ("dropout-placement", "ok-06"),
        ("batch-norm-rows", "examples/digits/cnn"),
        ("nonlinearity", "ok-20"),
        ("hyper-parameters", "ok-02"),
        ("wasted-parts", "examples/digits/cnn"),
    ]
}
