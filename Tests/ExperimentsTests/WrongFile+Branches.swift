extension WrongFile {
    /// Branches, shared and frozen layers.
    static let branches: [WrongFile] = [
        WrongFile(
            "  - relu\n",
            "  - concat: [[], [relu]]\n",
            """
            14:5: model[1]: unknown layer "concat"; did you mean "concatenate"? (allowed: @layers)
            """),
        WrongFile(
            "  - relu\n",
            "  - concatenate: 2\n",
            """
            14:18: model[1].concatenate: found 2; allowed: a list of 2 branches or more, each a \
            list of layers
            """),
        WrongFile(
            "  - relu\n",
            "  - concatenate: [[relu]]\n",
            """
            14:18: model[1].concatenate: found a list; allowed: a list of 2 branches or more, \
            each a list of layers
            """),
        WrongFile(
            "  - relu\n",
            "  - concatenate: {branchs: [[], relu, [rleu]]}\n",
            """
            14:19: model[1].concatenate: unknown key "branchs"; did you mean "branches"? \
            (allowed: branches, frozen)
            14:33: model[1].concatenate.branches[1]: found "relu"; allowed: a list of layers, \
            each beginning with "- "
            14:40: model[1].concatenate.branches[2][0]: unknown layer "rleu"; did you mean \
            "relu"? (allowed: @layers)
            """),
        WrongFile(
            "  - relu\n",
            "  - concatenate: [[], [max-pool2d: 2]]\n",
            """
            14:5: model[1].concatenate: joins [6, 6, 4] and [3, 3, 4]: all but their last numbers \
            must agree
            """),
        WrongFile(
            "  - relu\n",
            "  - logsoftmax\n",
            """
            14:5: model[1]: unknown layer "logsoftmax"; did you mean "log-softmax"? \
            (allowed: @layers)
            """),
        WrongFile(
            "  - relu\n",
            "  - residual: {layers: [relu], frozen: 1}\n",
            "14:40: model[1].residual.frozen: found 1; allowed: true or false"),
        WrongFile(
            "  - relu\n",
            "  - repeat: {layers: [relu], times: 2, freeze: true}\n",
            """
            14:40: model[1].repeat: unknown key "freeze"; did you mean "frozen"? (allowed: \
            layers, times, frozen)
            """),
        WrongFile(
            "linear: 10",
            "linear: {features: 10, tie: true}",
            """
            17:5: model[4].linear: is tied, but no embedding stands before it
            17:28: model[4].linear: unknown key "tie"; did you mean "tied"? (allowed: features, \
            bias, tied, initializer, bias-initializer, frozen)
            """),
        WrongFile(
            "linear: 10",
            "linear: {features: 10, tied: 2.5}",
            """
            17:34: model[4].linear.tied: found 2.5; allowed: true, false, or a path such as 0 or \
            "2.layers.0" in quotes
            """),
        WrongFile(
            "linear: 10",
            "linear: {features: 10, tied: true, frozen: true}",
            """
            17:5: model[4].linear: "tied" and "frozen" do not go together: freeze the embedding
            """),
        WrongFile(
            "shape: [8, 8, 1]\n" + parametersAndModel,
            "shape: [6]\n" + parameters + twoEmbeddings
                + "  - linear: {features: 9, tied: true}\n"
                + "  - linear: {features: 9, tied: 0}\n"
                + "  - residual: [{linear: {features: 5, tied: 0.branches.1.0}}, linear: 4]\n"
                + "  - residual: [{linear: {features: 4, tied: 0.branches.0.0}}]\n",
            """
            14:5: model[1].linear: is tied, but 2 embeddings stand before it: name one of \
            0.branches.0.0, 0.branches.1.0 as "tied"
            15:5: model[2].linear: is tied to 0, but no embedding stands there before it \
            (embeddings: 0.branches.0.0, 0.branches.1.0)
            16:5: model[3].residual: adds [6, 4] of its layers and [6, 9] of its shortcut: they \
            must agree
            16:5: model[3].residual: layer 3.layers.0 (linear): its input [6, 9] must end in the 4 \
            features of the embedding that it is tied to
            17:5: model[4].residual: layer 4.layers.0 (linear): has 4 features, but the embedding \
            that it is tied to has 9 rows: they must agree
            """),
        WrongFile(
            "shape: [8, 8, 1]\n" + parametersAndModel,
            "shape: [6]\n" + parameters
                + "  - embedding: {rows: 9, features: 4}\n  - linear: 5\n"
                + "  - linear: {features: 9, tied: true}\n  - linear: {features: 10, tied: true}\n",
            """
            15:5: model[2].linear: its input [6, 5] must end in the 4 features of the embedding \
            that it is tied to
            16:5: model[3].linear: has 10 features, but the embedding that it is tied to has 9 \
            rows: they must agree
            """),
    ]

    private static let twoEmbeddings =
        "  - concatenate: [[{embedding: {rows: 9, features: 4}}], "
        + "[{embedding: {rows: 5, features: 4}}]]\n"

    static let parameters = """
        parameters:
          rate: {default: 0.1, search: {log-uniform: [1e-4, 1]}}
          width: {default: 32, search: {choice: [16, 32]}}
        model:

        """

    /// The sound file from its parameters to its last layer.
    static let parametersAndModel =
        parameters + """
              - conv2d: {filters: 4, kernel: 3}
              - relu
              - flatten
              - linear: "${width}"
              - linear: 10

            """
}
