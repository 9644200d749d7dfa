import Testing
import Training

private struct Case: Decodable {
    let total: Int
    let power: Double
    let rates: [Double]
}

@Suite struct PolynomialDecayTests {
    @Test func `rates agree with PyTorch's, to the last step and beyond`() throws {
        let cases = try goldens("polynomial", Case.self)
        #expect(cases.count == 3)
        for golden in cases {
            let schedule = PolynomialDecay(total: golden.total, power: golden.power)
            let rates = golden.rates.indices.map { schedule.learningRate(at: $0, initial: 0.4) }
            #expect(worst(rates, golden.rates) < 1e-12, "\(golden.total), \(golden.power)")
        }
    }
}
