extension WrongFile {
    private static let npz = """
          format: npz
          path: digits.npz
          inputs: images
          targets: labels
          classes: 10
          shape: [8, 8, 1]

        """

    /// Sequences, ids and text.
    static let sequences: [WrongFile] = [
        WrongFile(
            "classes: 10",
            "classes: 10\n  layout: sequnce",
            """
            8:11: data.layout: found "sequnce"; did you mean "sequence"? (allowed: channels-last, \
            channels-first, sequence)
            """),
        WrongFile(
            "classes: 10",
            "classes: 10\n  layout: sequence",
            """
            9:10: data.shape: found a list; allowed: [length, features], as "layout: sequence" says
            """),
        WrongFile(
            "shape: [8, 8, 1]",
            "shape: [8, 8]\n  layout: sequence",
            """
            14:5: model[0].conv2d: takes images [height, width, channels], but its input is [8, 8]
            """),
        WrongFile(
            npz,
            "  format: csv\n  path: a\n  targets: y\n  classes: 10\n"
                + "  layout: channels-last\n",
            "7:11: data.layout: found \"channels-last\" (allowed: sequence)"),
        WrongFile(
            npz,
            "  format: text\n  file: a.txt\n  tokens: letters\n  targets: next\n",
            """
            2:1: data: "length" is missing: the tokens of one row, an integer from 1 to 1048576
            4:3: data: unknown key "file"; did you mean "path"? (allowed: format, path, length, \
            tokens, targets, classes, validation, normalize, divide-targets, augment)
            5:11: data.tokens: found "letters" (allowed: characters, words)
            6:12: data.targets: found "next"; did you mean "next-token"? (allowed: next-token, \
            line-label)
            """),
        WrongFile(
            npz,
            "  format: text\n  path: a.txt\n  length: 0\n  classes: 10\n",
            "5:11: data.length: found 0; allowed: an integer from 1 to 1048576"),
        WrongFile(
            "shape: [8, 8, 1]\n" + parametersAndModel,
            "shape: [6]\n" + parameters + "  - embedding: {rows: 9}\n  - rnn: 10\n",
            """
            13:5: model[0].embedding: "features" is missing: the size of a vector, an integer \
            from 1 to 65536
            """),
        WrongFile(
            npz + parametersAndModel,
            "  format: text\n  path: a.txt\n  length: 8\n  shape: [8]\n  classes: 10\n"
                + parameters + "  - embedding: {rows: 9, features: 2}\n  - rnn: 10\n",
            """
            6:3: data: unknown key "shape"; did you mean "length"? (allowed: format, path, \
            length, tokens, targets, classes, validation, normalize, divide-targets, augment)
            """),
        WrongFile(
            npz,
            "  format: text\n  path: a.txt\n  length: 8\n",
            """
            2:1: data: "classes" is missing: cross-entropy needs the number of classes
            9:1: model: the data are ids of text, so the first layer must be an embedding
            10:5: model[0].conv2d: takes images [height, width, channels], but its input is [8]
            """),
        WrongFile(
            "shape: [8, 8, 1]\n" + parametersAndModel,
            "shape: [6]\n  normalize: standard\n" + parameters
                + "  - embedding: {rows: 9, features: 4}\n"
                + "  - gru: {hidden: 3}\n  - linear: 10\n",
            """
            2:1: data: "normalize" does not go together with an embedding, which takes ids as \
            they are
            """),
        WrongFile(
            "shape: [8, 8, 1]\n" + parametersAndModel,
            "shape: [6, 2]\n  layout: sequence\n" + parameters
                + "  - gru: {hidden: 3, initial-state: learnt}\n"
                + "  - lstm: {hidden: 3, h0: learned, initializer: hee}\n  - linear: 10\n",
            """
            14:37: model[0].gru.initial-state: found "learnt"; did you mean "learned"? (allowed: \
            zeros, learned)
            15:23: model[1].lstm: unknown key "h0"; did you mean "initial-state"? (allowed: \
            hidden, layers, bidirectional, output, initial-state, initializer, \
            bias-initializer, frozen)
            15:49: model[1].lstm.initializer: unknown initializer "hee"; did you mean "he"? \
            (allowed: he, he-uniform, glorot, glorot-normal, normal, uniform, constant, zeros, \
            pytorch-default)
            """),
        WrongFile(
            "shape: [8, 8, 1]\n" + parametersAndModel,
            "shape: [6, 2]\n  layout: sequence\n" + parameters
                + "  - attention: {heads: 2, dropout: 1}\n"
                + "  - transformer-encoder-block: {heads: 2, attention_dropout: 0.1}\n"
                + "  - global-avg-pool1d\n  - linear: 10\n",
            """
            14:36: model[0].attention.dropout: found 1; allowed: a number of at least 0 and below 1
            15:43: model[1].transformer-encoder-block: unknown key "attention_dropout"; did you \
            mean "attention-dropout"? (allowed: heads, hidden, dropout, attention-dropout, norm, \
            initializer, bias-initializer, frozen)
            """),
        WrongFile(
            "shape: [8, 8, 1]\n" + parametersAndModel,
            "shape: [6, 2]\n  layout: sequence\n" + parameters
                + "  - global-avg-pool1d\n  - global-max-pool1d\n  - linear: 10\n",
            """
            15:5: model[1].global-max-pool1d: takes sequences [length, features], but its input is \
            [2]
            """),
        WrongFile(
            "  - relu\n",
            "  - flatten\n  - embedding: {rows: 9, features: 4, initializer: {normal: -1}}\n",
            """
            15:61: model[2].embedding.initializer.normal: found -1; allowed: a number of at least 0
            """),
        WrongFile(
            "  - relu\n",
            "  - flatten\n  - residual: [embedding: {rows: 9, features: 4}]\n",
            """
            15:5: model[2].residual: an embedding takes ids, which only the data are: it must be \
            the first layer
            """),
    ]
}
