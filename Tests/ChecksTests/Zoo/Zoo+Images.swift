/// Images: whole ones to tell apart, and pixels.
extension ZooExperiment {
    static let images: [ZooExperiment] = [
        ZooExperiment(
            "bars-batch-norm", files("bars", "classes: 3, normalize: standard"),
            [
                "conv2d: {filters: 8, kernel: 3, padding: 1, bias: false}", "batch-norm2d", "relu",
                "max-pool2d: 2", "conv2d: {filters: 16, kernel: 3, padding: 1}", "relu",
                "adaptive-avg-pool2d: 1", "flatten", "linear: 3",
            ], "cross-entropy", "{adam: 5e-3}", "epochs: 10, batch-size: 32"),
        ZooExperiment(
            "bars-group-norm", files("bars", "classes: 3, normalize: none"),
            [
                "conv2d: {filters: 16, kernel: 3, padding: 1}", "group-norm: 4", "silu",
                "avg-pool2d: 2", "conv2d: {filters: 16, kernel: 3}", "silu", "flatten",
                "linear: 3",
            ], "cross-entropy", "{adamw: 3e-3}", "epochs: 10, batch-size: 32"),
        ZooExperiment(
            "pixel-classes", files("masks", "classes: 2, normalize: standard"),
            [
                "conv2d: {filters: 12, kernel: 3, padding: 1}", "relu",
                "conv2d: {filters: 12, kernel: 3, padding: 1}", "relu",
                "conv2d: {filters: 2, kernel: 1}",
            ], "cross-entropy", "{adam: 3e-3}", "epochs: 8, batch-size: 16"),
        ZooExperiment(
            "pixel-classes-up-and-down", files("masks", "classes: 2, normalize: standard"),
            [
                "conv2d: {filters: 12, kernel: 3, padding: 1}", "relu", "max-pool2d: 2",
                "conv2d: {filters: 16, kernel: 3, padding: 1}", "relu", "upsample: 2",
                "conv2d: {filters: 2, kernel: 3, padding: 1}",
            ], "cross-entropy", "{adam: 3e-3}", "epochs: 10, batch-size: 16"),
        ZooExperiment(
            "digits-augmented",
            digits(
                "validation: 0.2, normalize: standard, augment: [{random-crop: {padding: 1}}]"),
            [
                "conv2d: {filters: 16, kernel: 3, padding: 1}", "relu", "dropout2d: 0.1",
                "max-pool2d: 2", "conv2d: {filters: 32, kernel: 3, padding: 1}", "relu",
                "flatten", "linear: 10",
            ], "cross-entropy", "{adam: 2e-3}", "epochs: 12, batch-size: 32"),
        ZooExperiment(
            "digits-separable", digits("validation: 0.2, normalize: unit"),
            [
                "conv2d: {filters: 16, kernel: 3, padding: 1}", "relu",
                "conv2d: {filters: 16, kernel: 3, padding: 1, groups: 16}",
                "conv2d: {filters: 32, kernel: 1}", "relu", "max-pool2d: 2", "flatten",
                "linear: 10",
            ], "cross-entropy", "{adam: 2e-3}", "epochs: 10, batch-size: 32"),
        ZooExperiment(
            "digits-branches", digits("validation: 0.25, normalize: standard"),
            [
                "concatenate: [[{conv2d: {filters: 8, kernel: 1}}], "
                    + "[{conv2d: {filters: 8, kernel: 3, padding: 1}}], "
                    + "[{conv2d: {filters: 8, kernel: 5, padding: 2}}]]",
                "relu", "max-pool2d: 2", "flatten", "linear: 32", "relu", "linear: 10",
            ], "cross-entropy", "{adam: 2e-3}", "epochs: 10, batch-size: 32"),
        ZooExperiment(
            "digits-strides", digits("validation: 0.2, normalize: unit"),
            [
                "conv2d: {filters: 16, kernel: 3, stride: 2, padding: 1, "
                    + "initializer: pytorch-default}",
                "gelu",
                "conv2d: {filters: 32, kernel: 3, stride: 2, padding: 1, "
                    + "initializer: pytorch-default}",
                "gelu", "flatten", "linear: {features: 10, initializer: pytorch-default}",
            ], "cross-entropy", "{adam: 3e-3}", "epochs: 12, batch-size: 32"),
        ZooExperiment(
            "digits-zero-head", digits("shape: [64], validation: 0.2, normalize: standard"),
            ["linear: 96", "relu", "linear: {features: 10, initializer: zeros}"],
            "cross-entropy", "{sgd: {learning-rate: 0.05, momentum: 0.9}}",
            "epochs: 12, batch-size: 32", more: "schedule: one-cycle"),
        ZooExperiment(
            "digits-cyclic", digits("shape: [64], validation: 0.2, normalize: standard"),
            ["linear: 64", "relu", "linear: 10"], "cross-entropy",
            "{sgd: 0.2}", "epochs: 16, batch-size: 32",
            more: "schedule: {cyclic: {minimum: 0.02, up-steps: 100}}"),
        ZooExperiment(
            "digits-accumulated", digits("shape: [64], validation: 0.2, normalize: standard"),
            ["linear: 64", "relu", "linear: 64", "relu", "linear: 10"], "cross-entropy",
            "{adam: 2e-3}",
            "epochs: 15, batch-size: 8, gradient-accumulation: 4, clip-norm: 2"),
    ]
}
