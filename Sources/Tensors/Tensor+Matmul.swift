/// Returns the matrix product of `a` and `b`, each read transposed where asked.
///
/// Shapes: [m, k] and [k, n] (as read) give [m, n].
public func matmul(
    _ a: Tensor, _ b: Tensor, transposeA: Bool = false, transposeB: Bool = false
) -> Tensor {
    require(a.type == b.type, "matmul of \(a.type) and \(b.type)")
    let product = MatrixProduct(
        a.layout, transposed: transposeA, b.layout, transposed: transposeB, "matmul")
    let result = Tensor(uninitialized: product.layout, a.type)
    product.run(a, b, into: result)
    var setting = Node.Setting()
    setting.whole[0] = transposeA ? 1 : 0
    setting.whole[1] = transposeB ? 1 : 0
    return result.recorded(.matmul, a, b, saving: a, b, setting: setting)
}

/// Returns x Wᵀ + bias: shapes [n, in], [out, in] and [out] give [n, out].
public func linear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) -> Tensor {
    require(x.type == weight.type, "linear of \(x.type) and \(weight.type)")
    let product = MatrixProduct(
        x.layout, transposed: false, weight.layout, transposed: true, "linear")
    let result = Tensor(uninitialized: product.layout, x.type)
    if let bias {
        require(
            bias.rank == 1 && bias.count == product.columns && bias.type == x.type,
            "a bias of shape \(bias.layout) does not fit a weight of shape \(weight.layout)")
    }
    product.run(x, weight, bias: bias, into: result)
    return result.recorded(.linear, x, weight, bias, saving: x, weight)
}

extension Backward {
    /// C = A B: dA = dC Bᵀ and dB = Aᵀ dC, and the same with either read transposed.
    mutating func matmul(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let a = node.saved.0, let b = node.saved.1 else { return }
        let transposeA = node.setting.whole[0] == 1
        let transposeB = node.setting.whole[1] == 1
        let dc = gradient
        if needs(node.inputs.0) {
            if transposeA {
                addProduct(b, transposed: transposeB, dc, transposed: true, to: node.inputs.0)
            } else {
                addProduct(dc, transposed: false, b, transposed: !transposeB, to: node.inputs.0)
            }
        }
        if needs(node.inputs.1) {
            if transposeB {
                addProduct(dc, transposed: true, a, transposed: transposeA, to: node.inputs.1)
            } else {
                addProduct(a, transposed: !transposeA, dc, transposed: false, to: node.inputs.1)
            }
        }
    }

    /// dx = dy W, dW = dyᵀ x, dbias = the sum of dy's rows
    mutating func linear(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0, let weight = node.saved.1 else { return }
        let dy = gradient
        if needs(node.inputs.2) {
            add(summed(dy, to: Shape(dy.layout[1])), to: node.inputs.2)
        }
        if needs(node.inputs.1) {
            addProduct(dy, transposed: true, x, transposed: false, to: node.inputs.1)
        }
        if needs(node.inputs.0) {
            addProduct(dy, transposed: false, weight, transposed: false, to: node.inputs.0)
        }
    }
}
