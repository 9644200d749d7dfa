import Datasets
import Testing

struct ExampleDataTests {
    @Test func `the digits are 1797 images of ten classes`() throws {
        let data = try Dataset.npz(
            Golden.example("digits/digits.npz"), inputs: "images", targets: "labels",
            reading: Reading(classes: 10))
        #expect(data.count == 1797)
        #expect(data.inputShape == [8, 8, 1])
        let statistics = IntegrityStatistics(of: data)
        #expect(statistics.columns[0].minimum == 0)
        #expect(statistics.columns[0].maximum == 16)
        #expect(
            statistics.labelCounts.map(\.count)
                == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
        #expect(statistics.duplicateRows == 0)
        #expect(data.oddLabels.isEmpty)
    }

    @Test func `the sweep's validation rows hold out 360 digits`() throws {
        let rows = try RowList.read(
            Golden.example("digits/sweep-validation.npy"), of: 1797)
        let split = try RowSplit(heldOut: rows, of: 1797)
        #expect(split.training.count == 1437)
        #expect(split.validation.count == 360)
    }

    @Test func `the tumours are 569 rows of 30 named features with words for classes`() throws {
        let data = try Dataset.csv(
            Golden.example("breast-cancer/breast-cancer.csv"), targets: ["diagnosis"],
            reading: Reading(classes: 2))
        #expect(data.count == 569)
        #expect(data.inputShape == [30])
        #expect(data.featureNames.first == "mean radius")
        #expect(data.featureNames.count == 30)
        #expect(data.classNames == ["benign", "malignant"])
        #expect(IntegrityStatistics(of: data).labelCounts.map(\.count) == [357, 212])
        #expect(data.input(at: 0).prefix(2) == [17.99, 10.38])
    }
}
