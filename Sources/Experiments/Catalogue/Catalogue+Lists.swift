extension Catalogue where Entry == LayerKind {
    static let layers = Catalogue(
        noun: "layer",
        entries: [
            .linear, .conv2d, .batchNorm, .batchNorm1d, .batchNorm2d, .relu, .leakyReLU, .tanh,
            .sigmoid, .gelu, .softmax, .maxPool2d, .avgPool2d, .adaptiveAvgPool2d, .flatten,
            .dropout,
        ])
}

extension Catalogue where Entry == LossKind {
    static let losses = Catalogue(
        noun: "loss",
        entries: [
            .crossEntropy, .negativeLogLikelihood, .multiMargin, .klDivergence,
            .binaryCrossEntropy, .binaryCrossEntropyOfProbabilities, .hinge, .meanSquaredError,
            .meanAbsoluteError, .huber,
        ])
}

extension Catalogue where Entry == OptimizerKind {
    static let optimizers = Catalogue(
        noun: "optimizer",
        entries: [.sgd, .adam, .adamW, .rmsProp, .adagrad, .nadam, .lion])
}

extension Catalogue where Entry == ScheduleKind {
    static let schedules = Catalogue(
        noun: "schedule",
        entries: [
            .constant, .step, .multiStep, .exponential, .cosine, .linear, .oneCycle, .cyclic,
            .plateau,
        ])
}

extension Catalogue where Entry == InitializerKind {
    static let initializers = Catalogue(
        noun: "initializer",
        entries: [
            .he, .heUniform, .glorot, .glorotNormal, .normal, .uniform, .constant, .zeros,
            .pytorchDefault,
        ])
}
