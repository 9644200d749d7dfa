extension Backward {
    /// The part of `apply` for operations that move values without changing them.
    mutating func moving(_ node: borrowing Node, _ gradient: consuming Tensor) {
        switch node.operation {
        case .permuted: permuted(node, gradient)
        case .sliced: sliced(node, gradient)
        case .concatenated: concatenated(node, gradient)
        case .padded: padded(node, gradient)
        case .expanded: expanded(node, gradient)
        case .gather: gather(node, gradient)
        case .scatterAdd: scatterAdd(node, gradient)
        default: break
        }
    }
}
