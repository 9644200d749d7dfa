import Experiments
import Checks
import Jobs
import Networks
import Tensors
import Training

extension Sabotage {
    /// What a few rows bring to light.
    static let oneBatch: [Sabotage] = [
        Sabotage(
            "overfit-one-batch", "gradients clipped to nothing", of: "edit-37", .warned,
            "without clipping they are memorised"),
        Sabotage(
            "overfit-one-batch", "two units for ten classes", .warned,
            "with layers four times as wide they are memorised"
        ) {
            $0.specification.model[0].settings["features"] = .scalar(.integer(2))
            $0.specification.model.insert(contentsOf: $0.specification.model[0..<2], at: 0)
        },
        Sabotage(
            "overfit-one-batch", "outputs that nothing moves", .failed,
            "nor does SGD with momentum or Adam memorise them at any rate"
        ) {
            $0.rebuild { $0 + [Silent()] }
        },
    ]
}

/// Puts out 0 whatever comes in.
private struct Silent: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor { input * 0 }
}
