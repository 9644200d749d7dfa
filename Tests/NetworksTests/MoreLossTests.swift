import Networks
import Tensors
import Testing

private struct LossCase: Decodable {
    let name: String
    let outputs, gradient: GoldenTensor
    let classes: [Int32]?
    let values, probabilities, teacher: GoldenTensor?
    let loss: Double

    var ignored: Int32? { name.contains("ignoring") ? 3 : nil }
    var reduction: Reduction { name.contains("sum") ? .sum : .mean }

    /// What a distillation counts.
    var counted: [Bool]? { ignored.flatMap { ignored in classes?.map { $0 != ignored } } }

    func made() throws -> any Loss {
        switch name.split(separator: " ").first {
        case "nll": NegativeLogLikelihood(ignoredClass: ignored, reduction: reduction)
        case "cross-entropy", "distillation":
            CrossEntropy(ignoredClass: ignored, reduction: reduction)
        case "kl": KLDivergence(reduction: reduction)
        case "multi-margin": MultiMargin(margin: 0.8, reduction: reduction)
        case "bce": BinaryCrossEntropy(reduction: reduction)
        case "l1": MeanAbsoluteError(reduction: reduction)
        case "huber": Huber(delta: 0.6, reduction: reduction)
        case "hinge": Hinge(reduction: reduction)
        default: throw UnknownLoss()
        }
    }

    func targets(_ type: ScalarType) throws -> Targets {
        if let classes { return .classes(classes) }
        if let values { return .values(values.tensor(type)) }
        return .probabilities(try #require(probabilities).tensor(type))
    }
}

private struct UnknownLoss: Error {}

@Suite struct MoreLossTests {
    @Test(arguments: ScalarType.allCases)
    func `further losses agree with PyTorch in value and gradient`(type: ScalarType) throws {
        let cases = try goldens("morelosses", LossCase.self)
        #expect(cases.count == 22)
        for golden in cases {
            try withTape {
                let outputs = golden.outputs.tensor(type).tracked()
                let targets = try golden.targets(type)
                let loss = try golden.made()
                var value = loss(outputs, targets)
                if let teacher = golden.teacher {
                    value = distillationLoss(
                        outputs, teacher: teacher.tensor(type), plain: value, temperature: 3,
                        weight: 0.7, counted: golden.counted)
                }
                let tolerance = type == .float64 ? 1e-7 : 2e-5
                #expect(
                    abs(value.item() - golden.loss) <= tolerance * max(1, golden.loss),
                    "\(golden.name): \(value.item()), not \(golden.loss)")
                // PyTorch bounds the slope of a certain and wrong probability too.
                try expectClose(
                    value.gradients()[outputs], golden.gradient, tolerance: tolerance, golden.name)
                let shape = Array(golden.outputs.shape.dropFirst())
                #expect(loss.objection(to: shape, targets: targets) == nil)
                #expect(loss.minimum(outputShape: shape, targets: targets) <= golden.loss)
            }
        }
    }

    @Test func `a batch whose rows are all ignored has no loss and no gradient`() {
        let losses: [any Loss] = [
            CrossEntropy(ignoredClass: 1), NegativeLogLikelihood(ignoredClass: 1),
            MultiMargin(ignoredClass: 1), KLDivergence(ignoredClass: 1),
        ]
        for loss in losses {
            withTape {
                let outputs = Tensor([1, 2, 3, 4], shape: [2, 2]).tracked()
                let value = loss(outputs, .classes([1, 1]))
                #expect(value.item() == 0)
                #expect(value.gradients()[outputs]?.scalars.allSatisfy { $0 == 0 } == true)
            }
            #expect(loss.judgedCount(.classes([1, 0, 1])) == 1)
            #expect(loss.objection(to: [1], targets: .classes([1, 0])) == nil)
        }
    }

    @Test func `losses object to what they can't judge`() {
        let column = Targets.values(.zeros([5, 1]))
        for loss in [MeanAbsoluteError(), Huber(), Hinge(), BinaryCrossEntropy()] as [any Loss] {
            #expect(loss.objection(to: [1], targets: column) == nil)
            #expect(loss.objection(to: [2], targets: column) != nil)
            #expect(loss.objection(to: [2], targets: .classes([0])) != nil)
        }
        for loss in [NegativeLogLikelihood(), MultiMargin(), KLDivergence()] as [any Loss] {
            #expect(loss.objection(to: [2], targets: .classes([0, 1])) == nil)
            #expect(loss.objection(to: [2], targets: .classes([2])) != nil)
            #expect(loss.objection(to: [2, 2], targets: .classes([0])) != nil)
            #expect(loss.objection(to: [2], targets: column) != nil)
        }
        #expect(Hinge().objection(to: [1], targets: .classes([0, 2])) != nil)
        #expect(BinaryCrossEntropy().objection(to: [1], targets: .values(.full([1, 1], 2))) != nil)
    }

    @Test func `the smallest binary cross-entropy of uncertain targets is their entropy`() {
        let halves = Targets.values(Tensor([0.5, 1], shape: [2, 1]))
        let loss = BinaryCrossEntropy(reduction: .sum)
        #expect(abs(loss.minimum(outputShape: [1], targets: halves) - 0.693_147_18) < 1e-7)
    }
}
