extension CheckTests {
    /// Each check of this kind with a sound experiment that it has something to say about.
    static let monitors: [(String, String)] = [
        ("loss-decreases", "ok-12"),
        ("stability", "ok-13"),
        ("loss-metric-agreement", "ok-17"),
        ("clipping", "ok-01"),
        ("unchanged-tensors", "ok-17"),
        ("dying-units", "ok-01"),
        ("output-collapse", "ok-12"),
        ("update-ratio", "ok-13"),
        ("weight-norms", "ok-06"),
        ("gradient-by-depth", "ok-20"),
        ("saturation", "edit-14"),
        ("batch-norm-gap", "examples/digits/cnn"),
        ("zero-tail", "ok-17"),
        ("gradient-spikes", "ok-12"),
        ("oscillation", "ok-20"),
        ("epoch-sawtooth", "ok-01"),
        ("plateau", "ok-13"),
        ("underfit", "ok-06"),
        ("entropy-floor", "ok-01"),
        ("class-recall", "ok-01"),
        ("overtraining", "ok-01"),
        ("generalisation-gap", "ok-06"),
        ("prediction-dynamics", "ok-01"),
        ("first-layer", "examples/digits/cnn"),
    ]
}
