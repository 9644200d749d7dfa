import Checks
import Experiments
import Networks
import Randomness
import Tensors
import Testing

@Suite struct StatisticsTests {
    private func isClose(_ a: Double, _ b: Double, within bound: Double = 1e-9) -> Bool {
        abs(a - b) <= bound
    }

    /// Reference: `scipy.stats.binomtest(k, n).proportion_ci(method="wilson")`, SciPy's own z.
    @Test(arguments: [
        (8, 10, 1.959963984540054, 0.4901624715366418, 0.9433178485456248),
        (0, 10, 1.959963984540054, 0.0, 0.27753279986288926),
        (95, 100, 2.5758293035489004, 0.86084969709836, 0.9831516839573994),
    ])
    func `Wilson's interval is SciPy's`(
        _ successes: Int, _ count: Int, _ z: Double, _ low: Double, _ high: Double
    ) {
        let interval = Statistics.wilson(successes: successes, of: count, z: z)
        #expect(isClose(interval.lowerBound, low))
        #expect(isClose(interval.upperBound, high))
    }

    @Test func `no observation leaves every proportion possible`() {
        #expect(Statistics.wilson(successes: 0, of: 0) == 0...1)
    }

    /// Reference: `scipy.stats.spearmanr`, the second with ties.
    @Test(
        arguments: [
            ([1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.8207826816681233),
            ([1, 2, 2, 4, 5, 7], [3, 1, 4, 4, 5, 9], 0.8676470588235294),
            ([1, 2, 3], [9, 4, 1], -1), ([1, 2, 3], [2, 10, 11], 1),
        ] as [([Double], [Double], Double)])
    func `Spearman's correlation is SciPy's, ties included`(
        _ first: [Double], _ second: [Double], _ expected: Double
    ) {
        #expect(isClose(Statistics.spearman(first, second), expected))
    }

    @Test func `a constant has no rank correlation`() {
        #expect(Statistics.spearman([1, 1, 1], [1, 2, 3]).isNaN)
    }

    @Test func `entropy, mean, deviation, root mean square and median`() {
        #expect(isClose(Statistics.entropy([3, 5, 2]), 1.0296530140645737))
        #expect(Statistics.entropy([7, 0, 0]) == 0)
        #expect(Statistics.mean([1, 2, 6] as [Double]) == 3)
        #expect(isClose(Statistics.deviation([1, 2, 6] as [Double]), 7.0.squareRoot()))
        #expect(Statistics.deviation([4] as [Double]) == 0)
        #expect(isClose(Statistics.rootMeanSquare([3, 4] as [Float]), 12.5.squareRoot()))
        #expect(Statistics.median([5, 1, 3]) == 3)
        #expect(Statistics.median([5, 1, 3, 4]) == 3.5)
        #expect(Statistics.median([]).isNaN && Statistics.mean([Double]()).isNaN)
    }

    @Test func `the bootstrap of two constants is their difference`() {
        let interval = Bootstrap.differenceOfMeans(
            early: [3, 3, 3, 3, 3], late: [1, 1, 1, 1], key: RandomKey(key: 1, stream: 1))
        #expect(interval == -2 ... -2)
    }

    @Test func `the bootstrap covers a true difference of 0 in about 95 of 100 series`() {
        let trials = 400
        var covered = 0
        var width = 0.0
        for trial in 0..<trials {
            let key = RandomKey(key: 5, stream: UInt64(trial))
            let values = Tensor.normal([400], key: key).doubles
            let interval = Bootstrap.differenceOfMeans(
                early: Array(values.prefix(200)), late: Array(values.suffix(200)), coverage: 0.95,
                resamples: 200, key: key.substream(1))
            if interval.contains(0) { covered += 1 }
            width += (interval.upperBound - interval.lowerBound) / Double(trials)
        }
        // Blocks of 14 rows make the interval a little too narrow: 88 to 97 of 100.
        #expect((0.86...0.97).contains(Double(covered) / Double(trials)), "\(covered)")
        // 2 · 1.96 · sqrt(2 / 200), the normal theory's.
        #expect((0.32...0.42).contains(width), "\(width)")
    }

    @Test func `a normalization stands for the layer before it, and a head of zeros is left out`() {
        let key = RandomKey(key: 1, stream: 2)
        let zeros = Parameter(.zeros([3, 4]))
        let network = Network(
            Sequential(
                Linear(inputs: 5, outputs: 4, key: key), BatchNorm1d(4), ReLU(),
                Linear(inputs: 4, outputs: 4, key: key), ReLU(), BatchNorm1d(4),
                Linear(weight: zeros, bias: nil)))
        let rows = Tensor.normal([6, 5], key: key)
        #expect(PreActivation.all(network.activations(rows)).map(\.path) == ["1", "3"])
        zeros.value = .full([3, 4], 1)
        #expect(PreActivation.all(network.activations(rows)).map(\.path) == ["1", "3", "6"])
    }
}
