import Networks
import Randomness
import Tensors
import Testing
import Training

private let key = RandomKey(key: 31, stream: 32)

private func loop(batchSize: Int, accumulation: Int, reduction: Reduction) -> TrainingLoop {
    let inputs = Tensor.normal([22, 5], key: key)
    let classes = (0..<22).map { Int32($0 % 4) }
    let network = Network(
        Sequential(
            Linear(inputs: 5, outputs: 8, key: key), Tanh(),
            Linear(inputs: 8, outputs: 4, key: key)))
    return TrainingLoop(
        Objective(network: network, loss: CrossEntropy(reduction: reduction)),
        optimizer: SGD(learningRate: 0.05, momentum: 0.9),
        loader: DataLoader(
            Examples(inputs: inputs, targets: .classes(classes)), batchSize: batchSize,
            order: .shuffled(key)),
        settings: TrainingSettings(
            gradientAccumulation: accumulation, measuresGradientNorm: true)
    ) { _ in key }
}

@Suite struct GradientAccumulationTests {
    @Test(arguments: [Reduction.mean, .sum], [(4, 2), (3, 4), (1, 8), (5, 3)])
    func `batches accumulated make the step of one large batch`(
        reduction: Reduction, sizes: (batch: Int, accumulation: Int)
    ) {
        var small = loop(
            batchSize: sizes.batch, accumulation: sizes.accumulation, reduction: reduction)
        var large = loop(
            batchSize: sizes.batch * sizes.accumulation, accumulation: 1, reduction: reduction)
        // The last window of an epoch of 22 rows is smaller.
        #expect(small.stepsPerEpoch == large.stepsPerEpoch)
        for _ in 0..<(2 * large.stepsPerEpoch) {
            let (one, other) = (small.advance(), large.advance())
            #expect(one.rows == other.rows)
            #expect(abs(one.loss - other.loss) < 1e-5 * other.loss)
            #expect(worst([one.gradientNorm ?? 0], [other.gradientNorm ?? 1]) < 1e-5)
        }
        #expect(small.position.epoch == 2 && large.position.epoch == 2)
        for (one, other) in zip(small.network.parameters, large.network.parameters) {
            #expect(worst(one.parameter.value.doubles, other.parameter.value.doubles) < 1e-5)
        }
    }

    @Test func `the last window of an epoch takes what is left`() {
        var loop = loop(batchSize: 4, accumulation: 4, reduction: .mean)
        #expect((0..<4).map { _ in loop.advance().rows } == [16, 6, 16, 6])
    }

    @Test func `clipping bounds the norm of what is accumulated`() {
        var loop = loop(batchSize: 4, accumulation: 4, reduction: .sum)
        loop = TrainingLoop(
            loop.objective, optimizer: SGD(learningRate: 0.05), loader: loop.loader,
            settings: TrainingSettings(clipNorm: 0.5, gradientAccumulation: 4)
        ) { _ in key }
        var after: [Double] = []
        loop.observers.append(
            TrainingObserver(gradients: { gradients, _ in after.append(gradients.norm) }))
        let record = loop.advance()
        #expect(record.isClipped && (record.gradientNorm ?? 0) > 0.5)
        #expect(after.allSatisfy { $0 <= 0.5 && $0 > 0.4999 })
    }
}
