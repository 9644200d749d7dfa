import Checks
import Experiments
import Jobs
import Networks
import Tensors
import Training

extension Sabotage {
    /// What is wrong with the untrained network's numbers.
    static let firstPass: [Sabotage] = [
        Sabotage(
            "initial-loss", "weights from N(0, 3)", of: "edit-12", .warned, "a median excess of"),
        Sabotage("initial-loss", "inputs times 255", of: "edit-28", .failed, "stays at a loss of"),
        Sabotage("initial-loss", "half the loss", .failed, "a factor of 0.5") {
            $0.loss = HalvedLoss(whole: $0.loss)
        },
        Sabotage(
            "initial-loss", "one weight is NaN", .failed,
            "the initial loss is NaN: it arises in layer 0"
        ) {
            $0.change("0.weight") { $0.map { _ in .nan } }
        },
        Sabotage(
            "initial-loss", "targets of 1e-4", .failed,
            "times the targets' variance"
        ) {
            $0.makeNumbers(times: 1e-4)
        },
        Sabotage(
            "symmetry", "all weights 0.01", .failed,
            "63 of 64 units of layer 0 have the incoming weights of another, and the gradients keep"
        ) {
            for name in ["0.weight", "2.weight"] { $0.change(name) { $0.map { _ in 0.01 } } }
        },
        Sabotage("symmetry", "all weights 0", of: "edit-11", .failed, "63 of 64 units of layer 0"),
        Sabotage("symmetry", "a constant hidden layer below a random head", .warned, "63 of 64") {
            $0.change("0.weight") { $0.map { _ in 0.05 } }
        },
        Sabotage(
            "initial-predictions", "a head's bias of 5 for one class of ten", .warned,
            "class 3 is given"
        ) {
            $0.change("2.bias") { $0.indices.map { $0 == 3 ? 5 : 0 } }
        },
        Sabotage(
            "initial-predictions", "a bias of 5 for one class of two", of: "ok-17", .warned,
            "class 1 is given 9"
        ) {
            $0.change("2.bias") { $0.map { _ in 5 } }
        },
        Sabotage(
            "dead-units", "hidden biases of -50", .failed,
            "64 of 64 units of layer 1 put out 0 on all of"
        ) {
            $0.change("0.bias") { $0.map { _ in -50 } }
        },
        Sabotage("dead-units", "three units of four dead", .warned, "units of layer 1 put out 0") {
            $0.change("0.bias") { $0.indices.map { $0 < 50 ? -50 : 0 } }
        },
        Sabotage(
            "initial-saturation", "inputs times 255 into sigmoids", of: "edit-14", .warned,
            "% of the outputs of layer 1 are at its bounds"
        ) {
            $0.training = Examples(
                inputs: $0.training.inputs * 255, targets: $0.training.targets)
        },
        Sabotage(
            "forward-signal", "weights from N(0, 0.01)", of: "edit-13", .failed, "times from "),
        Sabotage(
            "forward-signal", "weights from N(0, 3)", of: "edit-12", .warned,
            "times from the input to layer 0"),
        Sabotage("forward-signal", "one weight is NaN", .failed, "layer 0 is NaN or infinite") {
            $0.change("0.weight") { $0.map { _ in .nan } }
        },
        Sabotage(
            "backward-signal", "six sigmoid layers", of: "edit-14", .failed,
            "the gradient at layer 0 is"),
        Sabotage(
            "backward-signal", "a value off the tape", .failed,
            "the gradient is 0 at layer 0 and before it, not at layer 3"
        ) {
            $0.rebuild { [$0[0], $0[1], Detached(), $0[2]] }
        },
        Sabotage("backward-signal", "one weight is NaN", .failed, "is NaN or infinite") {
            $0.change("0.weight") { $0.map { _ in .nan } }
        },
    ]
}

extension Recipe {
    /// Gives one parameter of every network other initial values.
    mutating func change(_ name: String, _ values: @escaping ([Float]) -> [Float]) {
        let make = makeNetwork
        makeNetwork = {
            let network = make($0, $1)
            if let parameter = network[name] {
                parameter.value = Tensor(values(parameter.value.scalars), shape: parameter.shape)
            }
            return network
        }
    }

    /// Turns the classes of digits into numbers of about unit size to come close to, by one output.
    mutating func makeNumbers(times size: Float = 1) {
        func numbers(_ rows: Examples) -> Examples {
            guard case .classes(let labels) = rows.targets else { return rows }
            let values = labels.map { size * (Float($0) - 4.5) / 2.9 }
            return Examples(
                inputs: rows.inputs, targets: .values(Tensor(values, shape: [values.count, 1])))
        }
        training = numbers(training)
        validation = numbers(validation)
        specification.loss = ComponentSpecification(kind: "mean-squared-error")
        loss = MeanSquaredError()
        specification.model[specification.model.count - 1].settings["features"] =
            .scalar(.integer(1))
        learningRate = 0.02
    }
}
