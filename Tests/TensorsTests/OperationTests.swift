import Tensors
import Testing

/// The largest difference, as a share of the largest expected value (at least 1).
func relativeError(_ found: [Double], _ expected: [Double]) -> Double {
    guard found.count == expected.count else { return .infinity }
    let scale = expected.reduce(1) { max($0, abs($1)) }
    return zip(found, expected).reduce(0) {
        let difference = abs($1.0 - $1.1) / scale
        return difference > $0 || difference.isNaN ? difference : $0
    }
}

@Suite struct OperationTests {
    @Test func `every operation has a sample`() {
        let covered = Set(samples.map(\.operation))
        #expect(OperationCode.allCases.filter { !covered.contains($0) } == [])
    }

    @Test(arguments: samples)
    func `the value is the formula's`(_ sample: OperationSample) {
        let values = sample.values()
        let expected = sample.expected(values)
        let double = withTape { sample.compute(sample.tensors(values, .float64)) }
        #expect(relativeError(double.doubles, expected) < 1e-12)
        let single = withTape { sample.compute(sample.tensors(values, .float32)) }
        #expect(relativeError(single.doubles, expected) < 1e-5)
    }

    @Test(arguments: samples)
    func `the gradient is that of central differences`(_ sample: OperationSample) {
        let values = sample.values()
        let (result, gradients) = sample.gradients(values, .float64)
        let seed = sample.seed(of: result, .float64).doubles
        func weighted(_ values: [[Double]]) -> Double {
            let result = withTape { sample.compute(sample.tensors(values, .float64)) }
            return zip(result.doubles, seed).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let step = 1e-5
        for (index, input) in sample.inputs.enumerated() where input.isTracked {
            let expected = values[index].indices.map { element in
                var moved = values
                moved[index][element] = values[index][element] + step
                let above = weighted(moved)
                moved[index][element] = values[index][element] - step
                return (above - weighted(moved)) / (2 * step)
            }
            let found = gradients[index]
            #expect(found?.shape == input.shape)
            #expect(relativeError(found?.doubles ?? [], expected) < 1e-6)
        }
    }

    @Test(arguments: samples)
    func `single precision agrees with double precision`(_ sample: OperationSample) {
        let values = sample.values()
        let (single, singleGradients) = sample.gradients(values, .float32)
        let (double, doubleGradients) = sample.gradients(values, .float64)
        #expect(single.type == .float32)
        #expect(relativeError(single.doubles, double.doubles) < 1e-5)
        for (found, expected) in zip(singleGradients, doubleGradients) {
            #expect((found == nil) == (expected == nil))
            #expect(relativeError(found?.doubles ?? [], expected?.doubles ?? []) < 1e-5)
        }
    }

    @Test(arguments: samples)
    func `the same call gives the same bytes, recorded or not`(_ sample: OperationSample) {
        let values = sample.values()
        let (first, firstGradients) = sample.gradients(values, .float32)
        let (second, secondGradients) = sample.gradients(values, .float32)
        let plain = withTape { sample.compute(sample.tensors(values, .float32)) }
        #expect(first.scalars.map(\.bitPattern) == second.scalars.map(\.bitPattern))
        #expect(first.scalars.map(\.bitPattern) == plain.scalars.map(\.bitPattern))
        for (left, right) in zip(firstGradients, secondGradients) {
            #expect(left?.scalars.map(\.bitPattern) == right?.scalars.map(\.bitPattern))
        }
    }
}
