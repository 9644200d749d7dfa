internal import Tensors

extension Targets {
    /// Returns the targets as numbers: classes as a column of `outputs`' type.
    func values(like outputs: Tensor) -> Tensor {
        switch self {
        case .values(let tensor), .probabilities(let tensor):
            tensor
        case .classes(let classes):
            if outputs.type == .float32 {
                Tensor(classes.map(Float.init), shape: [classes.count, 1])
            } else {
                Tensor(classes.map(Double.init), shape: [classes.count, 1], type: .float64)
            }
        }
    }
}
