import Checks
import Experiments
import Jobs
import Networks
import Tensors
import Training

extension Sabotage {
    /// What stands in the file and works against itself.
    static let structured: [Sabotage] = [
        Sabotage(
            "nonlinearity", "two linear layers and nothing between", .warned,
            "together they are one linear layer"
        ) {
            $0.rebuild { [$0[0], $0[2]] }
        },
        Sabotage(
            "nonlinearity", "softmax as hidden activation", .warned,
            "layer 1 is a softmax between hidden layers"
        ) {
            $0.rebuild { [$0[0], Softmax(), $0[2]] }
        },
        Sabotage(
            "nonlinearity", "five sigmoid layers", of: "edit-14", .warned,
            "hidden layers end in a sigmoid"),
        Sabotage(
            "hyper-parameters", "a weight decay of 0.5", .warned, "a weight decay of 0.5 is added"
        ) {
            $0.specification.optimizer.settings["weight-decay"] = .scalar(.real(0.5))
        },
        Sabotage(
            "hyper-parameters", "a weight decay of 5", .warned,
            "learning rate × weight decay is 0.5"
        ) {
            $0.specification.optimizer.settings["weight-decay"] = .scalar(.real(5))
        },
        Sabotage("hyper-parameters", "an epsilon of 1", of: "ok-02", .warned, "ε is 1") {
            $0.specification.optimizer.settings["epsilon"] = .scalar(.real(1))
        },
        Sabotage(
            "wasted-parts", "a pooling of one pixel", of: "examples/digits/cnn", .warned,
            "pools over single pixels"
        ) {
            $0.rebuild { [$0[0], MaxPool2d(kernel: 1)] + $0[1...] }
        },
        Sabotage(
            "wasted-parts", "single pixels, then a pooling over all", of: "examples/digits/cnn",
            .warned, "each has seen 1 x 1 of 8 x 8 pixels"
        ) {
            $0.seeSinglePixels()
        },
    ]
}

extension Recipe {
    /// A convolution of one pixel, and the mean over all of them.
    mutating func seeSinglePixels() {
        let window = ["filters": SettingValue.scalar(.integer(8)), "kernel": .scalar(.integer(1))]
        specification.model = [
            ComponentSpecification(kind: "conv2d", settings: window),
            ComponentSpecification(kind: "relu"),
            ComponentSpecification(
                kind: "adaptive-avg-pool2d", settings: ["size": .scalar(.integer(1))]),
            ComponentSpecification(kind: "flatten"),
            ComponentSpecification(
                kind: "linear", settings: ["features": .scalar(.integer(10))]),
        ]
    }
}
