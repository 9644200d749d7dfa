/// Returns the matrix product of `a` and `b`, each read transposed where asked.
///
/// Shapes: [m, k] and [k, n] (as read) give [m, n]. Axes before the last two are a batch of
/// matrices and broadcast: [5, 1, m, k] and [3, k, n] give [5, 3, m, n].
public func matmul(
    _ a: Tensor, _ b: Tensor, transposeA: Bool = false, transposeB: Bool = false
) -> Tensor {
    require(a.type == b.type, "matmul of \(a.type) and \(b.type)")
    let product = MatrixProduct(
        a.layout, transposed: transposeA, b.layout, transposed: transposeB, "matmul")
    let result = Tensor(uninitialized: product.layout, a.type)
    if isOneProduct(a, b, transposeA) {
        product.run(a, b, into: result, .current)
    } else {
        product.run(
            a.operand(.current), b.operand(.current), into: result, ProductBatch(product.layout),
            adding: false)
    }
    var setting = Node.Setting()
    setting.whole[0] = transposeA ? 1 : 0
    setting.whole[1] = transposeB ? 1 : 0
    return result.recorded(.matmul, a, b, saving: a, b, setting: setting)
}

/// Whether no matrix of A but the first starts a product: B is one matrix, A one or its rows.
@inline(__always)
private func isOneProduct(_ a: Tensor, _ b: Tensor, _ transposeA: Bool) -> Bool {
    b.rank == 2 && (a.rank == 2 || !transposeA)
}

/// Returns x Wᵀ + bias over the last axis: shapes [n, in], [out, in] and [out] give [n, out], and
/// more axes before the last one of `x` stay as they are.
public func linear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) -> Tensor {
    require(x.type == weight.type, "linear of \(x.type) and \(weight.type)")
    require(
        weight.rank == 2,
        "linear of shapes \(x.layout) and \(weight.layout): the second is not a matrix")
    let product = MatrixProduct(
        x.layout, transposed: false, weight.layout, transposed: true, "linear")
    let result = Tensor(uninitialized: product.layout, x.type)
    if let bias {
        require(
            bias.rank == 1 && bias.count == product.columns && bias.type == x.type,
            "a bias of shape \(bias.layout) does not fit a weight of shape \(weight.layout)")
    }
    product.run(x, weight, bias: bias, into: result, .current)
    return result.recorded(.linear, x, weight, bias, saving: x, weight)
}

extension Backward {
    /// C = A B: dA = dC Bᵀ and dB = Aᵀ dC, and the same with either read transposed; summed over
    /// what broadcasting repeated.
    mutating func matmul(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let a = node.saved.0, let b = node.saved.1 else { return }
        let precision = node.precision
        let transposeA = node.setting.whole[0] == 1
        let transposeB = node.setting.whole[1] == 1
        if !isOneProduct(a, b, transposeA) {
            batchedMatmul(
                node, gradient.operand(precision), a.operand(precision), transposeA,
                b.operand(precision), transposeB)
            return
        }
        let (rows, dc) = (a.asRows, gradient.asRows)
        if needs(node.inputs.0) {
            if transposeA {
                addProduct(
                    b, transposed: transposeB, dc, transposed: true, to: node.inputs.0, precision)
            } else {
                addProduct(
                    dc, transposed: false, b, transposed: !transposeB, to: node.inputs.0, precision)
            }
        }
        if needs(node.inputs.1) {
            if transposeB {
                addProduct(
                    dc, transposed: true, rows, transposed: transposeA, to: node.inputs.1,
                    precision)
            } else {
                addProduct(
                    rows, transposed: !transposeA, dc, transposed: false, to: node.inputs.1,
                    precision)
            }
        }
    }

    private mutating func batchedMatmul(
        _ node: borrowing Node, _ dc: Tensor, _ a: Tensor, _ transposeA: Bool, _ b: Tensor,
        _ transposeB: Bool
    ) {
        let batch = ProductBatch(dc.layout)
        let (first, second, _, _) = node.inputs
        if needs(first) {
            if transposeA {
                addProducts(b, transposed: transposeB, dc, transposed: true, batch, to: first)
            } else {
                addProducts(dc, transposed: false, b, transposed: !transposeB, batch, to: first)
            }
        }
        if needs(second) {
            if transposeB {
                addProducts(dc, transposed: true, a, transposed: transposeA, batch, to: second)
            } else {
                addProducts(a, transposed: !transposeA, dc, transposed: false, batch, to: second)
            }
        }
    }

    /// dx = dy W, dW = dyᵀ x, dbias = the sum of dy's rows
    mutating func linear(_ node: borrowing Node, _ gradient: consuming Tensor) {
        guard let x = node.saved.0?.asRows, let weight = node.saved.1 else { return }
        let dy = gradient.asRows
        if needs(node.inputs.2) {
            add(summed(dy, to: Shape(dy.layout[1])), to: node.inputs.2)
        }
        if needs(node.inputs.1) {
            addProduct(
                dy, transposed: true, x, transposed: false, to: node.inputs.1, node.precision)
        }
        if needs(node.inputs.0) {
            addProduct(
                dy, transposed: false, weight, transposed: false, to: node.inputs.0,
                node.precision)
        }
    }
}
