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
    case matmul, linear, reshaped
    case sum, sumAxis
    case softmax, logSoftmax
    case crossEntropy, binaryCrossEntropy, squaredError, elementLoss, multiMargin
    case batchNorm, batchNormInference, dropout
    case conv2d, maxPool2d, averagePool2d
    case embedding
    case layerNorm, rmsNorm, groupNorm
    case elu, selu, silu, softplus, hardSwish, prelu
    case selfAttention, crossAttention, rnn, lstm, gru
    case permuted, sliced, concatenated, padded, expanded, gather, scatterAdd
    case sqrt, abs, erf, pow, powTensor, clamp, replaced
    case extreme, variance, logSumExp, cumulativeSum
    case convTranspose2d, upsample2d
}

extension Backward {
    /// Adds to the gradients of `node`'s inputs what `gradient`, that of its result, implies.
    ///
    /// One switch without a default, however long: the compiler refuses a forgotten operation.
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
        case .reshaped: reshaped(node, gradient)
        case .sum: sum(node, gradient)
        case .sumAxis: sumAxis(node, gradient)
        case .softmax: softmax(node, gradient)
        case .logSoftmax: logSoftmax(node, gradient)
        case .crossEntropy, .binaryCrossEntropy, .elementLoss, .multiMargin:
            scaledLoss(node, gradient)
        case .squaredError: squaredError(node, gradient)
        case .batchNorm: batchNorm(node, gradient)
        case .batchNormInference: batchNormInference(node, gradient)
        case .dropout: dropout(node, gradient)
        case .conv2d: conv2d(node, gradient)
        case .convTranspose2d: convTranspose2d(node, gradient)
        case .upsample2d: upsample2d(node, gradient)
        case .maxPool2d: maxPool2d(node, gradient)
        case .averagePool2d: averagePool2d(node, gradient)
        case .embedding: embedding(node, gradient)
        case .layerNorm: layerNorm(node, gradient)
        case .rmsNorm: rmsNorm(node, gradient)
        case .groupNorm: groupNorm(node, gradient)
        case .elu: elu(node, gradient)
        case .selu: selu(node, gradient)
        case .silu: silu(node, gradient)
        case .softplus: softplus(node, gradient)
        case .hardSwish: hardSwish(node, gradient)
        case .prelu: prelu(node, gradient)
        case .selfAttention: selfAttention(node, gradient)
        case .crossAttention: crossAttention(node, gradient)
        case .rnn: rnn(node, gradient)
        case .lstm: lstm(node, gradient)
        case .gru: gru(node, gradient)
        case .permuted: permuted(node, gradient)
        case .sliced: sliced(node, gradient)
        case .concatenated: concatenated(node, gradient)
        case .padded: padded(node, gradient)
        case .expanded: expanded(node, gradient)
        case .gather: gather(node, gradient)
        case .scatterAdd: scatterAdd(node, gradient)
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
        }
    }
}
