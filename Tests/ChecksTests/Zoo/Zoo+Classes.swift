/// Classifications of tables.
extension ZooExperiment {
    static let classes: [ZooExperiment] = [
        ZooExperiment(
            "softmax-regression", files("blobs5", "classes: 5, normalize: standard"),
            ["linear: {features: 5, initializer: zeros}"], "cross-entropy", "{adagrad: 0.1}",
            "epochs: 15, batch-size: 32"),
        ZooExperiment(
            "twenty-classes", files("blobs20", "classes: 20, normalize: standard"),
            ["linear: 64", "relu", "linear: 20"], "cross-entropy", "{adamw: 3e-3}",
            "epochs: 15, batch-size: 32"),
        ZooExperiment(
            "label-smoothing", files("blobs20", "classes: 20, normalize: none"),
            ["linear: 64", "layer-norm", "gelu", "linear: 20"],
            "{cross-entropy: {label-smoothing: 0.2}}", "{adam: 3e-3}",
            "epochs: 15, batch-size: 64"),
        ZooExperiment(
            "focal", files("blobs5", "classes: 5, normalize: standard"),
            ["linear: 32", "relu", "linear: 5"], "focal", "{adam: 5e-3}",
            "epochs: 15, batch-size: 32"),
        ZooExperiment(
            "log-softmax", files("blobs5", "classes: 5, normalize: standard"),
            ["linear: 32", "elu", "linear: 5", "log-softmax"], "nll", "{adam: 5e-3}",
            "epochs: 15, batch-size: 32"),
        ZooExperiment(
            "margins", files("blobs3", "classes: 3, normalize: standard"),
            ["linear: 16", "relu", "linear: 3"], "multi-margin", "{sgd: 0.05}",
            "epochs: 40, batch-size: 16"),
        ZooExperiment(
            "hinge", files("logit", "classes: 2, normalize: standard"),
            ["linear: 16", "relu", "linear: 1"], "hinge", "{adam: 5e-3}",
            "epochs: 20, batch-size: 32"),
        ZooExperiment(
            "rare-class", files("imbalanced", "classes: 2, normalize: standard"),
            ["linear: 32", "relu", "linear: 2"], "cross-entropy", "{adam: 3e-3}",
            "epochs: 20, batch-size: 64"),
        ZooExperiment(
            "tiny-full-batch", files("tiny", "classes: 2, normalize: standard"),
            ["linear: 8", "tanh", "linear: 2"], "cross-entropy", "{adam: 1e-2}",
            "epochs: 200, batch-size: 48"),
        ZooExperiment(
            "wide-table", files("wide", "classes: 2, normalize: standard"),
            ["linear: 32", "relu", "dropout: 0.3", "linear: 1"], "binary-cross-entropy",
            "{adamw: {learning-rate: 2e-3, weight-decay: 0.05}}", "epochs: 40, batch-size: 32"),
        ZooExperiment(
            "large-table", files("large", "classes: 2, normalize: standard"),
            ["linear: 64", "relu", "linear: 64", "relu", "linear: 2"], "cross-entropy",
            "{adam: 1e-3}", "epochs: 5, batch-size: 512"),
        ZooExperiment(
            "one-row-steps", files("blobs3", "classes: 3, normalize: standard"),
            ["linear: 16", "relu", "linear: 3"], "cross-entropy", "{sgd: 0.01}",
            "epochs: 8, batch-size: 1"),
        ZooExperiment(
            "deep-layer-norm", files("blobs20", "classes: 20, normalize: standard"),
            ["repeat: {times: 6, layers: [{linear: 48}, layer-norm, relu]}", "linear: 20"],
            "cross-entropy", "{adam: 2e-3}", "epochs: 20, batch-size: 32"),
        ZooExperiment(
            "batch-norm-momentum", files("blobs5", "classes: 5, normalize: none"),
            ["linear: {features: 32, bias: false}", "batch-norm1d", "leaky-relu", "linear: 5"],
            "cross-entropy", "{sgd: {learning-rate: 0.05, momentum: 0.9, nesterov: true}}",
            "epochs: 15, batch-size: 64"),
    ]
}
