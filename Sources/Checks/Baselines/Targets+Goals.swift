internal import Networks
internal import Tensors

extension Targets {
    /// Each target as numbers: of a class 1 at its own, or the class itself for one output.
    func goals(width: Int) -> [[Double]] {
        switch self {
        case .classes(let classes):
            return classes.map { label in
                width == 1 ? [Double(label)] : (0..<width).map { $0 == Int(label) ? 1 : 0 }
            }
        case .values(let tensor), .probabilities(let tensor):
            let values = tensor.doubles
            let own = max(values.count / max(count, 1), 1)
            return (0..<count).map { Array(values[$0 * own..<($0 + 1) * own]) }
        }
    }
}
