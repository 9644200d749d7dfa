import Components
import Networks
import Randomness
import Tensors
import Testing

/// Every loss of the catalogue against its second form.
@Suite struct ReferenceLossTests {
    private let key = RandomKey(key: 7, stream: 8)

    /// Outputs as the loss takes them, some of them far from the targets.
    private func outputs(_ loss: any Loss, _ shape: [Int]) -> Tensor {
        let scores = Tensor.normal(shape, mean: 0, deviation: 2, key: key).converted(to: .float64)
        return switch loss.expectedOutputs {
        case .logProbabilities: scores.logSoftmax()
        case .probabilities: scores.sigmoid()
        case .logits, .scores, .values: scores
        }
    }

    private func targets(_ kind: LossKind, rows: Int) -> (targets: Targets, width: Int) {
        switch kind.classes {
        case .required: (.classes((0..<rows).map { Int32($0 % 4) }), 4)
        case .two: (.classes((0..<rows).map { Int32($0 % 2) }), 1)
        case .any:
            if kind.score == "r2" {
                (.values(Tensor.normal([rows, 3], key: key.substream(1))), 3)
            } else {
                (.probabilities(Tensor.normal([rows, 4], key: key.substream(1)).softmax()), 4)
            }
        }
    }

    @Test(arguments: Catalogue.losses.names)
    func `a loss and its second form agree`(name: String) throws {
        let (kind, settings) = Catalogue.losses.settings(ComponentSpecification(kind: name))
        let loss = kind.make(settings)
        let (targets, width) = targets(kind, rows: 50)
        let outputs = outputs(loss, [50, width])
        let reference = try #require(loss.reference)
        let own = loss(outputs, targets.doubled).item()
        let other = reference.mean(outputs: outputs, targets: targets)
        #expect(abs(own - other) < 1e-6 * max(1, abs(own)), "\(own) and \(other)")
        let each = reference.losses(outputs: outputs, targets: targets)
        #expect(each.count == 50 && abs(each.reduce(0, +) / 50 - other) < 1e-12 * max(1, other))
        switch reference.baseline(outputs: outputs, targets: targets) {
        case .loss(let level, let scale, _, _): #expect(level.isFinite && scale >= 1)
        case .spread(let size, let spread): #expect(size > 0 && spread > 0)
        }
    }

    @Test func `a loss that says nothing has no second form`() {
        struct Plain: Loss {
            var reduction: Reduction { .mean }
            var score: Score { .r2 }
            func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor { outputs.sum() }
        }
        #expect(Plain().reference == nil && Plain().expectedOutputs == .values)
    }
}

extension Targets {
    /// With numbers in double precision.
    fileprivate var doubled: Targets {
        switch self {
        case .classes: self
        case .values(let tensor): .values(tensor.converted(to: .float64))
        case .probabilities(let tensor): .probabilities(tensor.converted(to: .float64))
        }
    }
}
