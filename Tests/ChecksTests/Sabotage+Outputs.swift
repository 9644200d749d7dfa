import Experiments
import Checks
import Jobs
import Networks
import Tensors
import Training

extension Sabotage {
    /// What the last layer puts out, and what it should not know.
    static let outputs: [Sabotage] = [
        Sabotage(
            "output-activation", "softmax applied twice", .failed,
            "the outputs of each row sum to 1, as after a softmax"
        ) {
            $0.rebuild { $0 + [Softmax()] }
        },
        Sabotage(
            "output-activation", "relu on logits", .warned, "ReLU, keeps its outputs at 0 or above"
        ) {
            $0.rebuild { $0 + [ReLU()] }
        },
        Sabotage(
            "output-activation", "sigmoid applied twice", of: "ok-17", .failed,
            "Sigmoid, keeps its outputs between 0 and 1"
        ) {
            $0.rebuild { $0 + [Sigmoid()] }
        },
        Sabotage(
            "output-activation", "softmax over one output", of: "ok-17", .failed,
            "a softmax over one output is the same whatever the input"
        ) {
            $0.rebuild { $0 + [Softmax()] }
        },
        Sabotage(
            "output-activation", "logits for negative-log-likelihood", .failed,
            "their exponentials sum to"
        ) {
            $0.specification.loss.kind = "negative-log-likelihood"
        },
        Sabotage(
            "output-activation", "logits for probabilities", of: "ok-17", .failed,
            "takes probabilities, but an output is"
        ) {
            $0.specification.loss.kind = "binary-cross-entropy-of-probabilities"
        },
        Sabotage(
            "output-activation", "tanh for targets from 0 to 4", .failed,
            "of the targets lie outside, such as"
        ) {
            $0.specification.loss.kind = "mean-squared-error"
            let count = $0.training.count
            let targets = (0..<count).map { Float($0 % 5) }
            $0.training = Examples(
                inputs: $0.training.inputs, targets: .values(Tensor(targets, shape: [count, 1])))
            $0.rebuild { $0 + [Tanh()] }
        },
        Sabotage(
            "causality", "outputs that know the mean of all places",
            of: "examples/sums/transformer", .failed, "the first at position 0: the network sees"
        ) {
            $0.rebuild { $0 + [LookingAhead()] }
        },
    ]
}
