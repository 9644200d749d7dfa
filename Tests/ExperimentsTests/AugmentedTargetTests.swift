import Datasets
import Experiments
import Jobs
import Randomness
import Testing
import Training

/// Targets that would have to follow the random changes of their images.
@Suite struct AugmentedTargetTests {
    private static let flip = Augmentation(
        [.horizontalFlip(probability: 0.5)], key: RandomKey(key: 1, stream: 2))

    private func data(_ values: [Float], width: Int) -> Dataset {
        Dataset(
            inputs: [Float](repeating: 0, count: 64 * values.count / width),
            inputShape: [8, 8, 1], targets: .values(values, width: width))
    }

    private func objection(
        _ values: [Float], width: Int, areNumbers: Bool = true, _ change: Augmentation = flip
    ) -> String? {
        change.objection(to: data(values, width: width), areNumbers: areNumbers)
    }

    @Test func `points in an image are refused, other numbers are not`() {
        let points: [Float] = [3.5, 2, 7, 1.25, 0, 4]
        #expect(
            objection(points, width: 2)?.contains("look like points in an image of 8 x 8") == true)
        // Three numbers, standardised ones, larger ones, marks and probabilities are no points.
        #expect(objection(points, width: 3) == nil)
        #expect(objection([-0.5, 0.3, 1.2, -1], width: 2) == nil)
        #expect(objection([30, 170, 25, 180], width: 2) == nil)
        #expect(objection([0, 1, 1, 1], width: 2) == nil)
        #expect(objection([0.5, 0.5, 0.2, 0.8], width: 2, areNumbers: false) == nil)
        let colours = Augmentation(
            [.colorJitter(brightness: 1, contrast: 0, saturation: 0)],
            key: RandomKey(key: 1, stream: 2))
        #expect(objection(points, width: 2, colours) == nil)
    }

    @Test func `a value for each pixel is refused`() {
        let values = [Float](repeating: -3, count: 128)
        #expect(objection(values, width: 64)?.contains("the 64 values of a row") == true)
    }
}
