import Tensors
import Testing

@Suite struct TapeTests {
    let x = Tensor([1, 2, 3] as [Float], shape: [3])

    @Test func `outside of a region nothing is recorded`() {
        let parameter = Parameter(x)
        #expect(!parameter.tracked.isTracked)
        let inside = withTape { (parameter.tracked * 2).isTracked }
        #expect(inside)
        #expect(!(parameter.tracked * 2).isTracked)
    }

    @Test func `a parameter read twice has one gradient, the sum of both uses`() throws {
        let parameter = Parameter(x)
        let gradients = withTape { (parameter.tracked * parameter.tracked).sum().gradients() }
        #expect(try #require(gradients[parameter]).scalars == [2, 4, 6])
    }

    @Test func `a parameter that the loss does not depend on has no gradient`() {
        let used = Parameter(x)
        let unused = Parameter(x)
        let frozen = Parameter(x)
        frozen.isFrozen = true
        let statistic = Parameter(x, trainable: false)
        let gradients = withTape {
            _ = unused.tracked * 2
            return (used.tracked * frozen.tracked * statistic.tracked).sum().gradients()
        }
        #expect(gradients[used]?.scalars == [1, 4, 9])
        #expect(gradients[unused] == nil)
        #expect(gradients[frozen] == nil)
        #expect(gradients[statistic] == nil)
    }

    @Test func `gradients outlive their region and later regions`() {
        let first = Parameter(x)
        let second = Parameter(x)
        let before = withTape { (second.tracked * 3).sum().gradients() }
        let after = withTape { (first.tracked * second.tracked).sum().gradients() }
        #expect(before[second]?.scalars == [3, 3, 3])
        #expect(before[first] == nil)
        #expect(after[second]?.scalars == [1, 2, 3])
    }

    @Test func `intermediate tensors have gradients when they are kept`() {
        withTape {
            let leaf = x.tracked()
            let middle = leaf * 2
            let loss = (middle * middle).sum()
            #expect(loss.gradients()[middle] == nil)
            let gradients = loss.gradients(keeping: [middle])
            #expect(gradients[middle]?.scalars == [4, 8, 12])
            #expect(gradients[leaf]?.scalars == [8, 16, 24])
        }
    }

    @Test func `a tape can be differentiated more than once`() {
        withTape {
            let leaf = x.tracked()
            let double = leaf * 2
            let square = leaf * leaf
            #expect(double.sum().gradients()[leaf]?.scalars == [2, 2, 2])
            #expect(square.sum().gradients()[leaf]?.scalars == [2, 4, 6])
            #expect(double.sum().gradients()[leaf]?.scalars == [2, 2, 2])
        }
    }

    @Test func `an inner region takes the outer one's tensors for constants`() {
        withTape {
            let outer = x.tracked() * 2
            withTape {
                #expect(!outer.isTracked)
                let inner = x.tracked()
                #expect((inner * outer).sum().gradients()[inner]?.scalars == [2, 4, 6])
            }
            #expect(outer.isTracked)
        }
    }

    @Test func `withoutTape and detached stop derivatives`() {
        withTape {
            let leaf = x.tracked()
            #expect(!withoutTape { leaf * 2 }.isTracked)
            #expect(!(leaf.detached * 2).isTracked)
            #expect((leaf * leaf.detached).sum().gradients()[leaf]?.scalars == [1, 2, 3])
        }
    }

    @Test func `a gradient shared by two inputs is not changed by what one of them adds`() {
        withTape {
            let a = x.tracked()
            let b = x.tracked()
            let sum = a + b
            let gradients = (sum.sum() + (a * a).sum() + a.relu().sum()).gradients()
            #expect(gradients[a]?.scalars == [4, 6, 8])
            #expect(gradients[b]?.scalars == [1, 1, 1])
        }
    }

    @Test func `a tape of 300,000 operations is released without recursion`() {
        let count = withTape {
            var y = Tensor([1] as [Float], shape: [1]).tracked()
            let leaf = y
            for _ in 0..<300_000 { y = y + 1 }
            #expect(y.gradients()[leaf]?.item() == 1)
            return y.item()
        }
        #expect(count == 300_001)
    }

    @Test func `a step changes no tensor but the parameter's value`() {
        let start = Tensor([1, 2, 3] as [Float], shape: [3])
        let parameter = Parameter(start)
        var velocity = Tensor.zeros([3])
        let zeros = velocity
        parameter.applySGD(start, velocity: &velocity, learningRate: 1, momentum: 0.5)
        #expect(start.scalars == [1, 2, 3])
        #expect(zeros.scalars == [0, 0, 0])
        #expect(velocity.scalars == [1, 2, 3])
        #expect(parameter.value.scalars == [0, 0, 0])
    }
}
