import Tensors
import Testing

/// What the sample table cannot draw: ties, bounds, empty axes, infinities.
@Suite struct TensorOperationTests {
    private func slope(_ values: [Double], _ compute: (Tensor) -> Tensor) -> [Double] {
        withTape {
            let x = Tensor(values, shape: [values.count], type: .float64).tracked()
            let result = compute(x)
            let seed = Tensor.full(result.shape, 1, type: .float64)
            return result.gradients(seed: seed)[x]?.doubles ?? []
        }
    }

    @Test func `the first of equals takes the whole gradient`() {
        #expect(slope([1, 3, 3, 2]) { $0.max() } == [0, 1, 0, 0])
        #expect(slope([4, 1, 1, 1]) { $0.reshaped([2, 2]).min(axes: [0]) } == [0, 1, 1, 0])
    }

    @Test func `a NaN is the largest and the smallest`() {
        let x = Tensor([1, .nan, 3] as [Float], shape: [3])
        #expect(x.max().item().isNaN && x.min().item().isNaN)
        #expect(x.argMax().scalars == [1] && x.argMin().scalars == [1])
        let columns = Tensor([1, 5, .nan, 2] as [Float], shape: [2, 2])
        #expect(columns.max(axes: [0]).scalars[1] == 5 && columns.max(axes: [0]).scalars[0].isNaN)
    }

    @Test func `positions are the first of equals along their axis`() {
        let x = Tensor([1, 7, 7, 9, 0, 9] as [Float], shape: [2, 3])
        #expect(x.argMax(axis: 1).scalars == [1, 0])
        #expect(x.argMax(axis: 0, keepingAxis: true).scalars == [1, 0, 1])
        #expect(x.argMax(axis: 0, keepingAxis: true).shape == [1, 3])
        #expect(x.argMin(axis: -1).scalars == [0, 1])
        #expect(x.argMax().scalars == [3] && x.argMax().shape == [])
        #expect(x.gather(axis: 1, x.argMax(axis: 1, keepingAxis: true)).scalars == [7, 9])
    }

    @Test func `slopes at kinks are PyTorch's`() {
        #expect(slope([-2, -1, 0, 1, 2]) { $0.clamp(min: -1, max: 1) } == [0, 1, 1, 1, 0])
        #expect(slope([-2, 0, 2]) { $0.abs() } == [-1, 0, 1])
        #expect(slope([0]) { $0.sqrt() } == [.infinity])
        #expect(slope([0, 2]) { $0.pow(0) } == [0, 0])
        #expect(slope([0, 2]) { $0.pow(1) } == [1, 1])
        #expect(slope([0, -3]) { $0.pow(2) } == [0, -6])
        #expect(slope([0]) { $0.pow(0.5) } == [.infinity])
    }

    @Test func `powers of 0 and infinity are IEEE's`() {
        let x = Tensor([0, .infinity, -2] as [Float], shape: [3])
        #expect(x.pow(0).scalars == [1, 1, 1])
        #expect(x.pow(-1).scalars == [.infinity, 0, -0.5])
        #expect(x.pow(-0.5).scalars[0] == .infinity && x.pow(0.3).scalars[0] == 0)
        #expect(x.pow(0.3).scalars[1] == .infinity && x.pow(0.3).scalars[2].isNaN)
    }

    @Test func `where a mask hides an infinite slope nothing of it is left`() {
        let found = slope([0, 4]) { x in
            x.sqrt().replacing(with: 1, where: x .== 0)
        }
        #expect(found[1] == 0.25)
        let hidden = slope([0, 4]) { x in
            x.replacing(with: 1, where: x .== 0).sqrt()
        }
        #expect(hidden == [0, 0.25])
    }

    @Test func `logSumExp stays finite where it can`() {
        let x = Tensor([1000, 1000, -.infinity, -.infinity], shape: [2, 2], type: .float64)
        let y = x.logSumExp(axes: [1]).doubles
        #expect(abs(y[0] - 1000.6931471805599) < 1e-9 && y[1] == -.infinity)
        #expect(slope([-.infinity, -.infinity]) { $0.logSumExp() } == [0, 0])
        #expect(Tensor.zeros([2, 0]).logSumExp(axes: [1]).scalars == [-.infinity, -.infinity])
    }

    @Test func `empty axes give sums of 0 and means of no number`() {
        let none = Tensor.zeros([2, 0, 3])
        #expect(none.sum(axes: [1]).scalars == [0, 0, 0, 0, 0, 0])
        #expect(none.mean(axes: [0, 1], keepingAxes: true).scalars.allSatisfy { $0.isNaN })
        #expect(none.variance(axes: [1]).scalars.allSatisfy { $0.isNaN })
        #expect(none.max(axes: [0]).shape == [0, 3])
        #expect(Tensor.full([3, 1], 2).variance(axes: [1]).scalars.allSatisfy { $0.isNaN })
        #expect(Tensor.full([3, 1], 2).variance(axes: [1], unbiased: false).scalars == [0, 0, 0])
    }

    @Test func `empty tensors move, join, broadcast and multiply`() {
        let none = Tensor.zeros([2, 0, 3])
        #expect(none.permuted([2, 0, 1]).shape == [3, 2, 0])
        #expect(none.sliced(axis: 0, 1..<2).shape == [1, 0, 3])
        #expect(concatenated([none, .full([2, 1, 3], 4)], axis: 1).scalars == [4, 4, 4, 4, 4, 4])
        #expect((none + Tensor.zeros([2, 1, 1])).shape == [2, 0, 3])
        #expect((Tensor.zeros([2, 1]) * Tensor.zeros([1, 0])).shape == [2, 0])
        #expect(
            none.padded(before: [0, 1, 0], after: [0, 0, 0], value: 5).scalars
                == [5, 5, 5, 5, 5, 5])
        #expect(matmul(none, .zeros([2, 3, 4])).shape == [2, 0, 4])
        #expect(matmul(.zeros([1, 2, 0]), .zeros([3, 0, 2])).scalars.allSatisfy { $0 == 0 })
        #expect(embedding(.zeros([3, 2]), ids: .zeros([0])).shape == [0, 2])
        #expect(none.cumulativeSum(axis: 1).shape == [2, 0, 3])
    }

    @Test func `softmax over axes of 0 and 1 elements`() {
        for shape in [[2, 0, 3], [0, 4], [3, 0]] {
            for axis in shape.indices {
                withTape {
                    let x = Tensor.zeros(shape).tracked()
                    #expect(x.softmax(axis: axis).gradients(seed: x)[x]?.shape == shape)
                    #expect(x.logSoftmax(axis: axis).shape == shape)
                }
            }
        }
        let single = Tensor([5, -7] as [Float], shape: [1, 2])
        #expect(single.softmax(axis: 0).scalars == [1, 1])
        #expect(single.logSoftmax(axis: 0).scalars == [0, 0])
    }

    @Test func `empty operands have gradients of zeros`() {
        let gradient = withTape {
            let x = Tensor.full([2, 1], 3).tracked()
            let y = (x * Tensor.zeros([2, 0])).sum()
            return y.gradients()[x]?.scalars
        }
        #expect(gradient == [0, 0])
    }

    @Test func `a number becomes a mark in a row`() {
        let marks = oneHot(Tensor([2, 0] as [Float], shape: [2]), classes: 3)
        #expect(marks.shape == [2, 3] && marks.scalars == [0, 0, 1, 1, 0, 0])
    }

    @Test func `comparisons hold or not and carry no gradient`() {
        let x = Tensor([1, 2, .nan] as [Float], shape: [3])
        #expect((x .> 1).scalars == [0, 1, 0] && (x .<= 1).scalars == [1, 0, 0])
        #expect((x .== x).scalars == [1, 1, 0] && (x .!= x).scalars == [0, 0, 1])
        #expect((x .< 2).scalars == [1, 0, 0] && (x .>= 2).scalars == [0, 1, 0])
        #expect((x .== 2).scalars == [0, 1, 0] && (x .!= 2).scalars == [1, 0, 1])
        #expect(withTape { (x.tracked() .> 0).isTracked } == false)
    }

    @Test func `large transposes agree with the definition`() {
        let x = Tensor((0..<9750).map { Float($0) }, shape: [130, 75])
        let expected = (0..<9750).map { (place: Int) -> Float in
            Float(place % 130 * 75 + place / 130)
        }
        #expect(x.transposed(0, 1).scalars == expected)
        #expect(x.converted(to: .float64).transposed(-1, -2).scalars == expected)
    }
}
