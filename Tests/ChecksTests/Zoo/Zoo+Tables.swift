/// Regressions, and heads of their own range.
extension ZooExperiment {
    static let tables: [ZooExperiment] = [
        ZooExperiment(
            "linear-regression", files("linear"), ["linear: 1"], "mse", "{sgd: 0.02}",
            "epochs: 15, batch-size: 16"),
        ZooExperiment(
            "full-batch-regression", files("linear"), ["linear: 1"], "mse", "{sgd: 0.2}",
            "epochs: 80, batch-size: 640"),
        ZooExperiment(
            "selu", files("curved"),
            ["linear: 64", "selu", "linear: 64", "selu", "linear: 1"], "mse", "{adam: 3e-3}",
            "epochs: 30, batch-size: 32"),
        ZooExperiment(
            "silu-absolute-error", files("curved"),
            ["linear: 64", "silu", "linear: 64", "silu", "linear: 1"], "mae", "{adamw: 3e-3}",
            "epochs: 30, batch-size: 32"),
        ZooExperiment(
            "huber-rmsprop", files("curved"), ["linear: 64", "tanh", "linear: 1"],
            "{huber: {delta: 0.5}}", "{rmsprop: 3e-3}", "epochs: 40, batch-size: 32"),
        ZooExperiment(
            "two-outputs", files("pair"),
            ["linear: 64", "relu", "linear: 64", "relu", "linear: 2"], "mse", "{adam: 3e-3}",
            "epochs: 30, batch-size: 32"),
        ZooExperiment(
            "softplus-head", files("positive"),
            ["linear: 64", "relu", "linear: 64", "relu", "linear: 1", "softplus"], "mse",
            "{adam: 3e-3}", "epochs: 30, batch-size: 32"),
        ZooExperiment(
            "tanh-head", files("bounded"),
            ["linear: 64", "relu", "linear: 64", "relu", "linear: 1", "tanh"], "mse",
            "{adam: 3e-3}", "epochs: 30, batch-size: 32"),
        ZooExperiment(
            "sigmoid-head", files("shares"),
            ["linear: 64", "relu", "linear: {features: 1, initializer: glorot}", "sigmoid"],
            "binary-cross-entropy-of-probabilities", "{adam: 3e-3}",
            "epochs: 30, batch-size: 32"),
        ZooExperiment(
            "several-labels", files("labels4"), ["linear: 64", "gelu", "linear: 4"],
            "binary-cross-entropy", "{adam: 5e-3}", "epochs: 30, batch-size: 64"),
        ZooExperiment(
            "autoencoder", files("encoder", "normalize: none"),
            [
                "linear: {features: 32, initializer: glorot}", "tanh", "linear: 3",
                "linear: {features: 32, initializer: glorot}", "tanh", "linear: 8",
            ], "mse", "{adam: 3e-3}", "epochs: 40, batch-size: 32"),
        ZooExperiment(
            "adafactor", files("curved"),
            ["linear: 64", "relu", "linear: 64", "relu", "linear: 1"], "mse",
            "{adafactor: 1e-2}", "epochs: 30, batch-size: 32"),
        ZooExperiment(
            "lion", files("curved"), ["linear: 64", "relu", "linear: 64", "relu", "linear: 1"],
            "mse", "{lion: 1e-3}", "epochs: 30, batch-size: 32"),
        ZooExperiment(
            "nadam-one-cycle", files("curved"),
            ["linear: 64", "silu", "linear: 64", "silu", "linear: 1"], "mse", "{nadam: 3e-3}",
            "epochs: 30, batch-size: 32", more: "schedule: one-cycle"),
        ZooExperiment(
            "prelu-cosine", files("curved"),
            ["linear: 64", "prelu", "linear: 64", "prelu", "linear: 1"], "mse",
            "{sgd: {learning-rate: 0.02, momentum: 0.9}}", "epochs: 40, batch-size: 32",
            more: "schedule: {cosine: {warmup-steps: 50}}"),
        ZooExperiment(
            "glu", files("curved"), ["linear: 64", "glu", "linear: 64", "glu", "linear: 1"],
            "mse", "{adam: 5e-3}", "epochs: 40, batch-size: 32"),
        ZooExperiment(
            "residual-rms-norm", files("curved"),
            [
                "linear: 32",
                "repeat: {times: 4, layers: [{residual: "
                    + "[rms-norm, {linear: 64}, silu, {linear: 32}]}]}",
                "linear: {features: 1, initializer: glorot}",
            ], "mse", "{adam: 2e-3}", "epochs: 30, batch-size: 32"),
        ZooExperiment(
            "batch-of-one", files("linear"), ["linear: 16", "relu", "linear: 1"], "mse",
            "{sgd: 2e-3}", "epochs: 4, batch-size: 1"),
    ]
}
