import Randomness
import Tensors

/// Parameters with their moments, and how logits come from them: a network trained by Adam.
struct ImageNetwork {
    /// Weights [filters, kh, kw, channels] or [out, in], each followed by its bias.
    let parameters: [Parameter]
    let compute: (_ x: Tensor, _ parameters: [Tensor]) -> Tensor
    let learningRate: Double
    private var first: [Tensor]
    private var second: [Tensor]
    private var step = 0

    init(
        weights: [[Int]], learningRate: Double,
        compute: @escaping (_ x: Tensor, _ parameters: [Tensor]) -> Tensor
    ) {
        parameters = weights.enumerated().flatMap { index, shape in
            let bound = 1 / Double(shape.dropFirst().reduce(1, *)).squareRoot()
            let key = RandomKey(key: 1, stream: UInt64(index))
            let weight = Tensor.uniform(shape, low: -bound, high: bound, key: key)
            return [Parameter(weight), Parameter(.zeros([shape[0]]))]
        }
        first = parameters.map { .zeros($0.value.shape) }
        second = first
        self.learningRate = learningRate
        self.compute = compute
    }

    /// One step of Adam on a batch.
    mutating func train(_ x: Tensor, _ classes: [Int32]) {
        let gradients = withTape {
            crossEntropy(compute(x, parameters.map(\.tracked)), classes: classes).gradients()
        }
        step += 1
        for (index, parameter) in parameters.enumerated() {
            guard let gradient = gradients[parameter] else { continue }
            parameter.applyAdam(
                gradient, first: &first[index], second: &second[index], step: step,
                learningRate: learningRate)
        }
    }

    /// Two convolutions, pooling, a third one and the mean over the image: 94,538 parameters.
    static func seed() -> ImageNetwork {
        ImageNetwork(
            weights: [[32, 3, 3, 3], [64, 3, 3, 32], [128, 3, 3, 64], [10, 128]],
            learningRate: 1e-3
        ) { x, p in
            let a = conv2d(x, p[0], p[1], padding: 1).relu()
            let b = maxPool2d(conv2d(a, p[2], p[3], padding: 1).relu(), kernel: 2)
            let c = conv2d(b, p[4], p[5], padding: 1).relu()
            return linear(adaptiveAvgPool2d(c, height: 1, width: 1).flattened(from: 1), p[6], p[7])
        }
    }

    /// LeNet-5 on images of 28 by 28. Source: LeCun et al. 1998, with ReLU.
    static func leNet() -> ImageNetwork {
        ImageNetwork(
            weights: [[6, 5, 5, 1], [16, 5, 5, 6], [120, 400], [84, 120], [10, 84]],
            learningRate: 3e-4
        ) { x, p in
            let a = maxPool2d(conv2d(x, p[0], p[1], padding: 2).relu(), kernel: 2)
            let b = maxPool2d(conv2d(a, p[2], p[3]).relu(), kernel: 2)
            let c = linear(b.flattened(from: 1), p[4], p[5]).relu()
            return linear(linear(c, p[6], p[7]).relu(), p[8], p[9])
        }
    }
}
