/// Every differentiable operation.
///
/// To add one, write a file `Tensor+Name.swift` with two functions next to each other:
///
///     extension Tensor {
///         public func name(…) -> Tensor {
///             let result = …                       // compute; trap with both shapes on misuse
///             return result.recorded(.name, self, other, saving: self, …)
///         }
///     }
///     extension Backward {
///         mutating func name(_ node: borrowing Node, _ gradient: consuming Tensor) {
///             if needs(node.inputs.0) { add(…, to: node.inputs.0) }
///         }
///     }
///
/// then a case here, its line in `Backward.apply`, and a row in the tests' table `samples`. A test
/// fails for a case without a row. `recorded` costs nothing outside of a tape or when no input is
/// tracked; `saving` names what the derivative reads, not more, because it stays in memory.
package enum OperationCode: UInt8, CaseIterable {
    case leaf
    case add, subtract, multiply, divide, affine
    case relu, leakyReLU, tanh, sigmoid, gelu, geluTanh, exp, log
    case matmul, linear, transposed, reshaped
    case sum, sumAxis
    case softmax, logSoftmax
    case crossEntropy, binaryCrossEntropy, squaredError
    case batchNorm, batchNormInference, dropout
    case conv2d, maxPool2d, averagePool2d
    case convTranspose2d, upsample2d
}

extension Backward {
    /// Adds to the gradients of `node`'s inputs what `gradient`, that of its result, implies.
    @inline(__always)
    mutating func apply(_ node: borrowing Node, _ gradient: consuming Tensor) {
        switch node.operation {
        case .leaf: break
        case .add: add(node, gradient)
        case .subtract: subtract(node, gradient)
        case .multiply: multiply(node, gradient)
        case .divide: divide(node, gradient)
        case .affine: affine(node, gradient)
        case .relu: relu(node, gradient)
        case .leakyReLU: leakyReLU(node, gradient)
        case .tanh: tanh(node, gradient)
        case .sigmoid: sigmoid(node, gradient)
        case .gelu: gelu(node, gradient)
        case .geluTanh: geluTanh(node, gradient)
        case .exp: exp(node, gradient)
        case .log: log(node, gradient)
        case .matmul: matmul(node, gradient)
        case .linear: linear(node, gradient)
        case .transposed: transposed(node, gradient)
        case .reshaped: reshaped(node, gradient)
        case .sum: sum(node, gradient)
        case .sumAxis: sumAxis(node, gradient)
        case .softmax: softmax(node, gradient)
        case .logSoftmax: logSoftmax(node, gradient)
        case .crossEntropy, .binaryCrossEntropy: scaledLoss(node, gradient)
        case .squaredError: squaredError(node, gradient)
        case .batchNorm: batchNorm(node, gradient)
        case .batchNormInference: batchNormInference(node, gradient)
        case .dropout: dropout(node, gradient)
        case .conv2d: conv2d(node, gradient)
        case .convTranspose2d: convTranspose2d(node, gradient)
        case .upsample2d: upsample2d(node, gradient)
        case .maxPool2d: maxPool2d(node, gradient)
        case .averagePool2d: averagePool2d(node, gradient)
        }
    }
}
