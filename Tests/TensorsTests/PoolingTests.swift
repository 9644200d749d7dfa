import Tensors
import Testing

@Suite struct PoolingTests {
    @Test func `of equal largest values the first in row-major order gets the gradient`() {
        let x = Tensor([3, 7, 7, 7, 1, 2, 2, 2, 1] as [Float], shape: [1, 3, 3, 1])
        let dx = withTape {
            let leaf = x.tracked()
            return maxPool2d(leaf, kernel: 2, stride: 1).gradients(
                seed: Tensor([1, 10, 100, 1000] as [Float], shape: [1, 2, 2, 1]))[leaf]
        }
        #expect(dx?.scalars == [0, 11, 0, 100, 0, 1000, 0, 0, 0])
    }

    @Test func `what is not a number is the largest`() {
        let x = Tensor([1, .nan, 3, -.infinity] as [Float], shape: [1, 2, 2, 1])
        #expect(maxPool2d(x, kernel: 2).scalars[0].isNaN)
    }

    @Test func `the padding never wins and all minus infinity stays so`() {
        let x = Tensor([Float](repeating: -.infinity, count: 4), shape: [1, 2, 2, 1])
        let y = maxPool2d(x, kernel: 3, stride: 1, padding: 1)
        #expect(y.scalars == [Float](repeating: -.infinity, count: 4))
        let negative = Tensor([-4, -3, -2, -1] as [Float], shape: [1, 2, 2, 1])
        #expect(maxPool2d(negative, kernel: 2, padding: 1).scalars == [-4, -3, -2, -1])
    }

    @Test func `inputs between windows get a gradient of 0`() {
        let dx = withTape {
            let leaf = Tensor.full([1, 5, 5, 2], 1).tracked()
            return avgPool2d(leaf, kernel: 1, stride: 2).sum().gradients()[leaf]
        }
        #expect(
            dx?.scalars.enumerated().allSatisfy {
                $1 == ($0 / 2 % 5 % 2 == 0 && $0 / 10 % 2 == 0 ? 1 : 0)
            } == true)
    }

    /// Windows that overlap, that lie side by side, and that leave inputs out.
    @Test(arguments: [(3, 2, 1), (2, 2, 0), (2, 2, 1), (3, 3, 0), (2, 3, 0)])
    func `any number of channels fits`(_ kernel: Int, _ stride: Int, _ padding: Int) {
        for (height, width, channels) in [
            (6, 6, 1), (6, 9, 3), (7, 20, 6), (6, 7, 15), (9, 6, 16), (6, 6, 17), (6, 12, 31),
            (5, 6, 64),
        ] {
            let x = drawn([2, height, width, channels], stream: channels, .float32)
            let reference = PoolingReference(
                x.shape, kernel: kernel, stride: stride, padding: padding)
            withTape {
                let leaf = x.tracked()
                let largest = maxPool2d(leaf, kernel: kernel, stride: stride, padding: padding)
                #expect(largest.doubles == reference.largest(x.doubles))
                let dy = drawn(largest.shape, stream: 99, .float32)
                #expect(
                    relativeError(
                        largest.gradients(seed: dy)[leaf]?.doubles ?? [],
                        reference.largestGradient(x.doubles, dy.doubles)) < 1e-6)
                let average = avgPool2d(leaf, kernel: kernel, stride: stride, padding: padding)
                #expect(relativeError(average.doubles, reference.average(x.doubles)) < 1e-6)
                #expect(
                    relativeError(
                        average.gradients(seed: dy)[leaf]?.doubles ?? [],
                        reference.averageGradient(dy.doubles)) < 1e-6)
            }
        }
    }
}
