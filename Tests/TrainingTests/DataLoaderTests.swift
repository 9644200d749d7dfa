import Networks
import Randomness
import Tensors
import Testing
import Training

private let key = RandomKey(key: 9, stream: 1)

private func examples(_ count: Int) -> Examples {
    Examples(
        inputs: Tensor((0..<(2 * count)).map(Float.init), shape: [count, 2]),
        targets: .classes((0..<Int32(count)).map { $0 }))
}

private func labels(_ examples: Examples) -> [Int32] {
    guard case .classes(let classes) = examples.targets else { return [] }
    return classes
}

@Suite struct DataLoaderTests {
    @Test func `the last batch holds what is left`() {
        let loader = DataLoader(examples(10), batchSize: 4)
        let batches = Array(loader.batches())
        #expect(batches.map(\.count) == [4, 4, 2])
        #expect(batches.map { $0.inputs.shape } == [[4, 2], [4, 2], [2, 2]])
        #expect(batches.flatMap(labels) == Array(0..<10))
        #expect(batches[2].inputs.scalars == [16, 17, 18, 19])
    }

    @Test func `shuffled epochs hold each row once and differ`() {
        let loader = DataLoader(examples(50), batchSize: 7, order: .shuffled(key))
        let first = loader.batches(epoch: 0).flatMap(labels)
        let second = loader.batches(epoch: 1).flatMap(labels)
        #expect(first.sorted() == Array(0..<50))
        #expect(second.sorted() == Array(0..<50))
        #expect(first != second && first != first.sorted())
        #expect(first == loader.batches(epoch: 0).flatMap(labels))
    }

    @Test func `inputs stay with their targets`() {
        let loader = DataLoader(examples(20), batchSize: 6, order: .shuffled(key))
        for batch in loader.batches(epoch: 3) {
            let rows = labels(batch).flatMap { [Float(2 * $0), Float(2 * $0 + 1)] }
            #expect(batch.inputs.scalars == rows)
        }
    }

    @Test func `an order of the caller's may repeat rows and leave some out`() {
        let loader = DataLoader(
            examples(20), batchSize: 2, order: .custom { epoch in [3, 3, 5 + epoch] })
        #expect(loader.batches(epoch: 4).map(labels) == [[3, 3], [9]])
    }

    @Test func `a transform sees every batch with its place`() {
        let loader = DataLoader(examples(5), batchSize: 2) { batch, epoch, index in
            Examples(
                inputs: batch.inputs * 0 + Double(10 * epoch + index), targets: batch.targets)
        }
        #expect(loader.batches(epoch: 2).map { $0.inputs.scalars[0] } == [20, 21, 22])
    }

    @Test func `rows of values and probabilities are gathered too`() throws {
        let numbers = Tensor([1, 2, 3, 4, 5, 6], shape: [3, 2])
        for targets in [Targets.values(numbers), .probabilities(numbers)] {
            let part = Examples(inputs: .zeros([3, 4]), targets: targets).rows([2, 0])
            switch part.targets {
            case .values(let tensor), .probabilities(let tensor):
                #expect(tensor.scalars == [5, 6, 1, 2])
            case .classes: Issue.record("not classes")
            }
        }
    }
}
