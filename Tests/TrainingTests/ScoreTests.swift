import Networks
import Tensors
import Testing
import Training

private func value(_ score: Score, _ outputs: Tensor, _ targets: Targets) -> Double {
    var tally = ScoreTally(score)
    tally.add(outputs: outputs, targets: targets)
    return tally.value
}

@Suite struct ScoreTests {
    @Test func `accuracy counts rows whose largest output is the class`() {
        let outputs = Tensor([1, 2, 3, 9, 0, 0, 0, 1, 1, .nan, 0, 1], shape: [4, 3])
        #expect(value(.accuracy, outputs, .classes([2, 0, 1, 2])) == 0.75)
        #expect(value(.accuracy, outputs, .classes([0, 1, 2, 0])) == 0)
        let wanted = Tensor([0, 0, 1, 1, 0, 0, 0, 0.6, 0.4, 1, 0, 0], shape: [4, 3])
        #expect(value(.accuracy, outputs, .probabilities(wanted)) == 0.75)
    }

    @Test func `of equal outputs the first is the prediction`() {
        let outputs = Tensor.zeros([4, 3])
        #expect(value(.accuracy, outputs, .classes([0, 1, 2, 0])) == 0.5)
    }

    @Test func `binary accuracy puts the border at logit 0`() {
        let outputs = Tensor([0.1, -0.1, 0, .nan], shape: [4, 1])
        #expect(value(.binaryAccuracy, outputs, .classes([1, 0, 0, 0])) == 0.75)
        let several = Tensor([1, -1, -1, 1], shape: [2, 2])
        let wanted = Tensor([1, 0, 1, 0], shape: [2, 2])
        #expect(value(.binaryAccuracy, several, .values(wanted)) == 0.5)
    }

    @Test func `r2 is the mean over columns as in scikit-learn`() {
        let wanted = Tensor([1, 10, 2, 20, 3, 30, 6, 40], shape: [4, 2])
        let outputs = Tensor([1, 12, 2.5, 20, 3, 33, 5, 40], shape: [4, 2])
        // sklearn.metrics.r2_score: mean of 0.9107142857142857 and 0.974
        #expect(abs(value(.r2, outputs, .values(wanted)) - 0.942_357_142_857) < 1e-9)
        #expect(value(.r2, wanted, .values(wanted)) == 1)
        let flat = Tensor([3, 3, 3], shape: [3, 1])
        #expect(value(.r2, flat, .values(flat)) == 1)
        #expect(value(.r2, flat + 1, .values(flat)) == 0)
    }

    @Test func `batches together score like one`() {
        let wanted = Tensor([1, 2, 4, 1000, 1001], shape: [5, 1])
        let outputs = Tensor([1, 2, 3, 1001, 1000], shape: [5, 1])
        var tally = ScoreTally(.r2)
        for rows in [[0, 1], [2, 3, 4]] {
            tally.add(
                outputs: outputs.gatheringRows(rows),
                targets: .values(wanted.gatheringRows(rows)))
        }
        #expect(abs(tally.value - value(.r2, outputs, .values(wanted))) < 1e-14)
    }
}
