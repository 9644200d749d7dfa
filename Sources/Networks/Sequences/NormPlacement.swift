internal import Tensors

/// Where a transformer's block normalizes.
public enum NormPlacement: String, Hashable, Sendable {
    /// What attention and the linear layers take in: trains without a warm-up.
    case before
    /// The sums.
    case after

    /// Adds what a part of the block finds to its input.
    func sum(
        _ x: Tensor, norm: LayerNorm, dropout: Dropout, mode: Mode, _ part: (Tensor) -> Tensor
    ) -> Tensor {
        switch self {
        case .before: x + dropout(part(norm(x, mode: mode)), mode: mode)
        case .after: norm(x + dropout(part(x), mode: mode), mode: mode)
        }
    }
}
