import Reports
import Testing

struct ScaleTests {
    static let odd: [[Double]] = [
        [], [5], [0], [3, 3, 3], [.nan], [.nan, 1, .infinity, 2, -.infinity], [1e308, -1e308],
        [.leastNonzeroMagnitude, 0], [1e-300, 1e-299], [1e9, 1e9 + 1], [-1e-9, 1e-9],
        [1e299, -1e299], [1, 1e200], [1e-280, 1e280], [1e-289, 9e299], [-3, 8],
        [1e15, 1e15 + 0.25], [0.1, 0.1 + 1e-16],
    ]

    @Test(arguments: odd, [nil, true, false] as [Bool?])
    func `any values give an axis with finite ends, few ticks and positions within`(
        values: [Double], logarithmic: Bool?
    ) {
        for margin in [0, 0.03, 0.06] {
            let scale = Scale(covering: values, logarithmic: logarithmic, margin: margin)
            #expect(scale.low.isFinite && scale.high.isFinite && scale.low < scale.high)
            #expect(scale.ticks.count <= 14)
            let positions = (values + scale.ticks.map(\.value)).compactMap(scale.position)
            #expect(positions.allSatisfy { $0 >= -1e-6 && $0 <= 1 + 1e-6 })
        }
    }

    @Test func `numbers that are none have no position`() {
        let scale = Scale(covering: [0, 10])
        #expect(scale.position(.nan) == nil && scale.position(.infinity) == nil)
        #expect(scale.position(5) == 0.5 && scale.position(0) == 0 && scale.position(10) == 1)
        #expect(Scale(covering: [1, 1000]).position(-1) == nil)
    }

    @Test func `ticks are round numbers in order, each with its own words`() {
        #expect(
            Scale(covering: [0, 0.97]).ticks.map(\.label) == [
                "0", "0.2", "0.4", "0.6", "0.8", "1.0",
            ])
        #expect(Scale(covering: [-1, 8]).ticks.map(\.label) == ["-2", "0", "2", "4", "6", "8"])
        #expect(
            Scale(covering: [1e-5, 0.5]).ticks.map(\.label)
                == ["1e-5", "1e-4", "0.001", "0.01", "0.1"])
        #expect(
            Scale(covering: [3, 60], logarithmic: true).ticks.map(\.label) == ["3", "10", "30"])
        let fine = Scale(covering: [0.12344, 0.12349]).ticks.map(\.label)
        #expect(Set(fine).count == fine.count && fine.count > 2)
    }

    @Test func `an axis is logarithmic where positive values span more than two decades`() {
        #expect(Scale(covering: [1, 101]).isLogarithmic)
        #expect(!Scale(covering: [1, 100]).isLogarithmic)
        #expect(!Scale(covering: [0, 1000]).isLogarithmic)
        #expect(!Scale(covering: [-1, 1000]).isLogarithmic)
        #expect(!Scale(covering: [1, 1000], logarithmic: false).isLogarithmic)
        let scale = Scale(covering: [0.001, 10], logarithmic: true)
        #expect(scale.position(0.1).map { abs($0 - 0.5) < 1e-12 } == true)
    }

    @Test func `bars reach down to zero`() {
        #expect(Scale(covering: [5, 8], includesZero: true).low == 0)
        #expect(Scale(covering: [-5, -8], includesZero: true).high == 0)
    }
}
