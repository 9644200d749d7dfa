package import Components

/// Every layer that a file can name, in the order in which errors list them.
extension Catalogue where Entry == LayerKind {
    package static let layers: Catalogue<LayerKind> = Catalogue(
        noun: "layer",
        entries: [
            .linear, .conv2d, .batchNorm, .batchNorm1d, .batchNorm2d, .relu, .leakyReLU, .tanh,
            .sigmoid, .gelu, .softmax, .logSoftmax, .maxPool2d, .avgPool2d, .adaptiveAvgPool2d,
            .flatten, .dropout, .elu, .selu, .silu, .softplus, .hardSwish, .prelu, .layerNorm,
            .rmsNorm, .groupNorm, .instanceNorm2d, .dropout2d, .embedding, .positionEmbedding,
            .attention, .encoderBlock, .decoderBlock, .rnn, .lstm, .gru, .residual, .concatenate,
            .repeated, .conv1d, .convTranspose2d, .upsample, .globalAvgPool1d, .globalMaxPool1d,
            .glu,
        ])
}
