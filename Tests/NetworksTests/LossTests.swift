import Networks
import Tensors
import Testing

private struct LossCase: Decodable {
    let name: String
    let outputs, gradient: GoldenTensor
    let classes: [Int32]?
    let values, probabilities: GoldenTensor?
    let loss: Double

    var reduction: Reduction { name.contains("sum") ? .sum : .mean }

    func made() -> any Loss {
        if name.hasPrefix("cross-entropy") {
            return CrossEntropy(
                labelSmoothing: name.contains("0.1") ? 0.1 : 0, reduction: reduction)
        }
        if name.hasPrefix("binary") { return BinaryCrossEntropyWithLogits(reduction: reduction) }
        return MeanSquaredError(reduction: reduction)
    }

    func targets(_ type: ScalarType) throws -> Targets {
        if let classes { return .classes(classes) }
        if let values { return .values(values.tensor(type)) }
        return .probabilities(try #require(probabilities).tensor(type))
    }
}

@Suite struct LossTests {
    @Test(arguments: ScalarType.allCases)
    func `a loss agrees with PyTorch in value and gradient`(type: ScalarType) throws {
        let cases = try goldens("losses", LossCase.self)
        #expect(cases.count == 14)
        for golden in cases {
            try withTape {
                let outputs = golden.outputs.tensor(type).tracked()
                let targets = try golden.targets(type)
                let loss = golden.made()
                let value = loss(outputs, targets)
                let tolerance = type == .float64 ? 2e-6 : 2e-5
                #expect(
                    abs(value.item() - golden.loss) <= tolerance * max(1, golden.loss),
                    "\(golden.name): \(value.item()), not \(golden.loss)")
                try expectClose(
                    value.gradients()[outputs], golden.gradient, tolerance: tolerance,
                    golden.name)
                let shape = Array(golden.outputs.shape.dropFirst())
                #expect(loss.objection(to: shape, targets: targets) == nil)
                #expect(loss.minimum(outputShape: shape, targets: targets) <= golden.loss)
            }
        }
    }

    @Test func `the smallest cross-entropy of smoothed labels is their entropy`() {
        let loss = CrossEntropy(labelSmoothing: 0.2)
        let minimum = loss.minimum(outputShape: [4], targets: .classes([1, 3]))
        // -(0.85 ln 0.85 + 3 * 0.05 ln 0.05)
        #expect(abs(minimum - 0.587_500_9) < 1e-6)
        #expect(CrossEntropy().minimum(outputShape: [4], targets: .classes([1])) < 1e-9)
        let halves = Targets.values(Tensor([0.5, 1], shape: [2, 1]))
        let binary = BinaryCrossEntropyWithLogits(reduction: .sum)
        #expect(abs(binary.minimum(outputShape: [1], targets: halves) - 0.693_147_18) < 1e-7)
    }

    @Test func `cross-entropy objects to what it can't judge`() {
        let loss = CrossEntropy()
        #expect(
            loss.objection(to: [3], targets: .classes([0, 4]))
                == "class 4 is outside the 3 logits of cross-entropy")
        #expect(
            loss.objection(to: [2, 2, 3], targets: .classes([0]))
                == "cross-entropy takes one vector of logits for each class, not [2, 2, 3]")
        #expect(loss.objection(to: [2, 2, 3], targets: .classes([0, 1, 2, 0])) == nil)
        #expect(loss.objection(to: [3], targets: .values(.zeros([1, 3]))) != nil)
        #expect(loss.objection(to: [3], targets: .probabilities(.zeros([1, 2]))) != nil)
    }

    /// The same numbers, once as rows and once as two positions of each row.
    @Test(arguments: [0, 1, 2, 3, 4])
    func `classes at positions are judged like rows`(which: Int) {
        let losses: [any Loss] = [
            CrossEntropy(labelSmoothing: 0.1, ignoredClass: -100),
            NegativeLogLikelihood(ignoredClass: -100), KLDivergence(ignoredClass: -100),
            MultiMargin(ignoredClass: -100), BinaryCrossEntropyWithLogits(),
        ]
        let loss = losses[which]
        let isBinary = loss.score == .binaryAccuracy
        let targets = Targets.classes(isBinary ? [1, 0, 0, 1, 1, 0] : [2, 0, -100, 1, 1, 0])
        let width = isBinary ? 1 : 3
        let values = (0..<6 * width).map { Double($0 * 7 % 5) - 2 }
        let rows = withTape { () -> (Double, [Double]?) in
            let outputs = Tensor(values, shape: [6, width], type: .float64).tracked()
            let value = loss(outputs, targets)
            return (value.item(), value.gradients()[outputs]?.doubles)
        }
        let positions = withTape { () -> (Double, [Double]?) in
            let outputs = Tensor(values, shape: [3, 2, width], type: .float64).tracked()
            let value = loss(outputs, targets)
            return (value.item(), value.gradients()[outputs]?.doubles)
        }
        #expect(rows.1 != nil)
        #expect(rows == positions)
        #expect(loss.objection(to: [2, width], targets: targets) == nil)
        #expect(loss.objection(to: [4, width], targets: targets) != nil)
    }

    @Test func `shapes that would broadcast are objected to`() {
        let column = Targets.values(.zeros([5, 1]))
        let row = Targets.values(.zeros([5]))
        #expect(MeanSquaredError().objection(to: [1], targets: column) == nil)
        #expect(MeanSquaredError().objection(to: [1], targets: row) != nil)
        #expect(BinaryCrossEntropyWithLogits().objection(to: [1], targets: row) != nil)
        #expect(BinaryCrossEntropyWithLogits().objection(to: [1], targets: .classes([2])) != nil)
    }
}
