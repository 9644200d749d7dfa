import Tensors
import Testing

/// What the sample table cannot draw: powers of 0, of negative numbers and of the infinite, each as
/// PyTorch 2.13 has it.
@Suite struct PowerTests {
    private struct Slopes {
        var value: [Double]
        var base: [Double]
        var exponent: [Double]

        init(_ base: [Double], _ exponent: [Double], _ type: ScalarType) {
            (value, self.base, self.exponent) = withTape {
                let x = Tensor(base, shape: [base.count], type: type).tracked()
                let e = Tensor(exponent, shape: [exponent.count], type: type).tracked()
                let y = x.pow(e)
                let found = y.gradients(seed: Tensor.full([base.count], 1, type: type))
                return (y.doubles, found[x]?.doubles ?? [], found[e]?.doubles ?? [])
            }
        }
    }

    @Test(arguments: [ScalarType.float32, .float64])
    func `powers of 0 and their slopes are PyTorch's`(_ type: ScalarType) {
        let found = Slopes([0, 0, 0, 0, 0], [0, 1, 0.5, 2, -1], type)
        #expect(found.value == [1, 0, 0, 0, .infinity])
        #expect(found.base == [0, 1, .infinity, 0, -.infinity])
        #expect(found.exponent == [0, 0, 0, 0, -.infinity])
    }

    @Test(arguments: [ScalarType.float32, .float64])
    func `whole powers of negative numbers are exact, others are no number`(_ type: ScalarType) {
        let found = Slopes([-2, -2, -2, -3], [3, -2, 0.5, 15], type)
        #expect(Array(found.value[..<2]) == [-8, 0.25] && found.value[2].isNaN)
        #expect(Array(found.base[..<2]) == [12, 0.25] && found.base[2].isNaN)
        #expect(found.exponent.allSatisfy { $0.isNaN })
        #expect(found.value[3] == -14_348_907)
    }

    @Test func `1 and an exponent of 0 hide what is no number, as IEEE has it`() {
        let found = Slopes([1, .nan, .infinity], [.nan, 0, -1], .float64)
        #expect(found.value == [1, 1, 0])
        #expect(found.base[0].isNaN && found.base[1] == 0 && found.base[2] == 0)
        #expect(found.exponent[0] == 0 && found.exponent[2].isNaN)
    }

    @Test func `powers of nothing are nothing, with slopes of 0`() {
        let (shape, slope) = withTape {
            let x = Tensor.full([3, 1], 2).tracked()
            let y = x.pow(Tensor.zeros([3, 0]))
            return (y.shape, y.gradients(seed: .zeros([3, 0]))[x]?.doubles)
        }
        #expect(shape == [3, 0] && slope == [0, 0, 0])
    }
}
