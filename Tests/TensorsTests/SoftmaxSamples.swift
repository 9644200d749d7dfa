import Foundation
import Tensors

/// The softmax, or its logarithm, of the numbers along one axis.
private func sample(_ shape: [Int], _ axis: Int, log: Bool) -> OperationSample {
    let place = axis < 0 ? axis + shape.count : axis
    return OperationSample(
        "\(log ? "log " : "")softmax of \(shape) over \(axis)", log ? .logSoftmax : .softmax,
        [Input(shape: shape)]
    ) {
        log ? $0[0].logSoftmax(axis: axis) : $0[0].softmax(axis: axis)
    } expected: { v in
        let x = Numbers(v[0], shape)
        return places(shape).map { element in
            let sum = (0..<shape[place]).reduce(0.0) { sum, index in
                var other = element
                other[place] = index
                return sum + Foundation.exp(x[other])
            }
            let logarithm = x[element] - Foundation.log(sum)
            return log ? logarithm : Foundation.exp(logarithm)
        }
    }
}

let softmaxSamples: [OperationSample] = [false, true].flatMap { log in
    [
        sample([3, 19], 1, log: log), sample([3, 19], -1, log: log),
        sample([19, 3], 0, log: log), sample([2, 5, 3], 1, log: log),
        sample([2, 3, 2, 4], -3, log: log), sample([2, 1, 3], 1, log: log),
        sample([7], 0, log: log),
    ]
}
