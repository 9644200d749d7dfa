extension Catalogue where Entry == LayerKind {
    static let layers = Catalogue(
        noun: "layer",
        entries: [
            .linear, .conv2d, .batchNorm, .batchNorm1d, .batchNorm2d, .relu, .leakyReLU, .tanh,
            .sigmoid, .gelu, .softmax, .maxPool2d, .avgPool2d, .adaptiveAvgPool2d, .flatten,
            .dropout, .conv1d, .convTranspose2d, .upsample,
        ])
}

extension Catalogue where Entry == LossKind {
    static let losses = Catalogue(
        noun: "loss", entries: [.crossEntropy, .binaryCrossEntropy, .meanSquaredError])
}

extension Catalogue where Entry == OptimizerKind {
    static let optimizers = Catalogue(noun: "optimizer", entries: [.sgd, .adam, .adamW])
}

extension Catalogue where Entry == ScheduleKind {
    static let schedules = Catalogue(noun: "schedule", entries: [.constant, .step, .cosine])
}

extension Catalogue where Entry == InitializerKind {
    static let initializers = Catalogue(
        noun: "initializer",
        entries: [
            .he, .heUniform, .glorot, .glorotNormal, .normal, .uniform, .constant, .zeros,
            .pytorchDefault,
        ])
}
