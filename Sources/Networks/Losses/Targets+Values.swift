internal import Tensors

extension Targets {
    /// Returns the targets as numbers: classes in `outputs`' type, and in its shape where each
    /// value has one class, else as a column.
    func values(like outputs: Tensor) -> Tensor {
        switch self {
        case .values(let tensor), .probabilities(let tensor):
            tensor
        case .classes(let classes):
            Tensor(
                classes.map(Double.init),
                shape: outputs.count == classes.count ? outputs.shape : [classes.count, 1],
                type: outputs.type)
        }
    }
}
