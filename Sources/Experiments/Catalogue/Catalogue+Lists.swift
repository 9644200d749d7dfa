extension Catalogue where Entry == LayerKind {
    static let layers: Catalogue<LayerKind> = Catalogue(
        noun: "layer",
        entries: [
            .linear, .conv2d, .batchNorm, .batchNorm1d, .batchNorm2d, .relu, .leakyReLU, .tanh,
            .sigmoid, .gelu, .softmax, .logSoftmax, .maxPool2d, .avgPool2d, .adaptiveAvgPool2d,
            .flatten, .dropout, .elu, .selu, .silu, .softplus, .hardSwish, .prelu, .layerNorm,
            .rmsNorm, .groupNorm, .instanceNorm2d, .dropout2d, .embedding, .positionEmbedding,
            .attention, .encoderBlock, .decoderBlock, .rnn, .lstm, .gru, .residual, .concatenate,
            .repeated, .conv1d, .convTranspose2d, .upsample, .globalAvgPool1d, .globalMaxPool1d,
        ])
}

extension Catalogue where Entry == LossKind {
    static let losses: Catalogue<LossKind> = Catalogue(
        noun: "loss",
        entries: [
            .crossEntropy, .negativeLogLikelihood, .multiMargin, .klDivergence,
            .binaryCrossEntropy, .binaryCrossEntropyOfProbabilities, .hinge, .meanSquaredError,
            .meanAbsoluteError, .huber,
        ],
        elsewhere: ["distillation": "it is a section of its own beside the loss"])
}

extension Catalogue where Entry == OptimizerKind {
    static let optimizers: Catalogue<OptimizerKind> = Catalogue(
        noun: "optimizer",
        entries: [.sgd, .adam, .adamW, .rmsProp, .adagrad, .nadam, .lion])
}

extension Catalogue where Entry == ScheduleKind {
    static let schedules: Catalogue<ScheduleKind> = Catalogue(
        noun: "schedule",
        entries: [
            .constant, .step, .multiStep, .exponential, .cosine, .linear, .oneCycle, .cyclic,
            .plateau,
        ])
}

extension Catalogue where Entry == InitializerKind {
    static let initializers: Catalogue<InitializerKind> = Catalogue(
        noun: "initializer",
        entries: [
            .he, .heUniform, .glorot, .glorotNormal, .normal, .uniform, .constant, .zeros,
            .pytorchDefault,
        ])
}
