extension Backward {
    /// The part of `apply` for functions of elements and for reductions beside sums.
    mutating func mathematics(_ node: borrowing Node, _ gradient: consuming Tensor) {
        switch node.operation {
        case .sqrt: sqrt(node, gradient)
        case .abs: abs(node, gradient)
        case .erf: erf(node, gradient)
        case .pow: pow(node, gradient)
        case .powTensor: powTensor(node, gradient)
        case .clamp: clamp(node, gradient)
        case .replaced: replaced(node, gradient)
        case .extreme: extreme(node, gradient)
        case .variance: variance(node, gradient)
        case .logSumExp: logSumExp(node, gradient)
        case .cumulativeSum: cumulativeSum(node, gradient)
        default: break
        }
    }
}
