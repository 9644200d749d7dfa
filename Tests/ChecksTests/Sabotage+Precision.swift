import Checks
import Experiments
import Jobs
import Networks
import Tensors
import Training

extension Sabotage {
    /// What products of bfloat16 take away.
    static let rounded: [Sabotage] = [
        Sabotage(
            "reduced-precision", "inputs far from 0 before a normalisation", .failed,
            "and the gradients differ by "
        ) {
            $0.roundFarInputs()
        },
        Sabotage(
            "reduced-precision", "a scale of the loss that overflows", .failed,
            "times the loss's scale of 1e39 the gradients overflow"
        ) {
            $0.specification.training.precision = .bf16
            $0.specification.training.lossScale = .constant(1e39)
        },
    ]
}

extension Changed {
    static let rounded: [Changed] = [
        Changed("reduced-precision", "warn-loss", 1e-9, .warned) {
            $0.specification.training.precision = .bf16
        },
        Changed("reduced-precision", "warn-above", 1e-4, .warned) {
            $0.specification.training.precision = .bf16
        },
        Changed("reduced-precision", "fail-above", 100, .warned) { $0.roundFarInputs() },
    ]
}

extension Recipe {
    /// Inputs of 1000 ± 1, as of years or wave lengths, which batch normalization standardises
    /// after a product: in float32 a sound network.
    fileprivate mutating func roundFarInputs() {
        specification.training.precision = .bf16
        specification.model.insert(ComponentSpecification(kind: "batch-norm"), at: 1)
        training = Examples(inputs: training.inputs + 1000, targets: training.targets)
    }
}
