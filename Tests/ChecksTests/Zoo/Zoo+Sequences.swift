/// Sequences of numbers, ids and words.
extension ZooExperiment {
    static let sequences: [ZooExperiment] = [
        ZooExperiment(
            "walk-lstm", files("walk", "classes: 2, layout: sequence"),
            ["lstm: 24", "linear: 2"], "cross-entropy", "{adam: 5e-3}",
            "epochs: 12, batch-size: 32, clip-norm: 1"),
        ZooExperiment(
            "walk-bidirectional-gru", files("walk", "classes: 2, layout: sequence"),
            ["gru: {hidden: 12, bidirectional: true}", "linear: 1"], "binary-cross-entropy",
            "{adam: 5e-3}", "epochs: 12, batch-size: 32"),
        ZooExperiment(
            "walk-attention-norm-after", files("walk", "classes: 2, layout: sequence"),
            [
                "linear: 16", "position-embedding: {initializer: {normal: 0.1}}",
                "transformer-encoder-block: {heads: 4, norm: after}", "global-avg-pool1d",
                "linear: 2",
            ], "cross-entropy", "{adam: 2e-3}", "epochs: 12, batch-size: 32"),
        ZooExperiment(
            "walk-dilated", files("walk", "classes: 2, layout: sequence"),
            [
                "conv1d: {filters: 16, kernel: 3, padding: 1}", "relu",
                "conv1d: {filters: 16, kernel: 3, padding: 2, dilation: 2}", "relu",
                "global-avg-pool1d", "linear: 2",
            ], "cross-entropy", "{adam: 5e-3}", "epochs: 12, batch-size: 32"),
        ZooExperiment(
            "bag-of-ids", files("votes", "classes: 2"),
            ["embedding: {rows: 10, features: 16}", "global-avg-pool1d", "linear: 2"],
            "cross-entropy", "{adam: 1e-2}", "epochs: 12, batch-size: 32"),
        ZooExperiment(
            "ids-gru", files("votes", "classes: 2"),
            ["embedding: {rows: 10, features: 8}", "gru: 24", "linear: 2"], "cross-entropy",
            "{adam: 5e-3}", "epochs: 15, batch-size: 32"),
        ZooExperiment(
            "tags", files("echo", "classes: 4"),
            [
                "embedding: {rows: 8, features: 16}", "rnn: {hidden: 32, output: sequence}",
                "linear: 4",
            ], "{cross-entropy: {ignored-class: 0}}", "{adam: 5e-3}",
            "epochs: 15, batch-size: 32"),
        ZooExperiment(
            "words-lstm", "format: text, path: text.txt, tokens: words, length: 12, classes: 12",
            [
                "embedding: {rows: 12, features: 16}", "lstm: {hidden: 32, output: sequence}",
                "linear: 12",
            ], "cross-entropy", "{adam: 1e-2}", "epochs: 15, batch-size: 16"),
        ZooExperiment(
            "characters-transformer", "format: text, path: text.txt, length: 24, classes: 32",
            [
                "embedding: {rows: 32, features: 32, initializer: {normal: 0.1}}",
                "position-embedding: {initializer: {normal: 0.1}}",
                "transformer-decoder-block: {heads: 4, dropout: 0.1}", "layer-norm", "linear: 32",
            ], "cross-entropy", "{adamw: 3e-3}", "epochs: 8, batch-size: 16",
            more: "schedule: {cosine: {warmup-steps: 20}}"),
    ]
}
