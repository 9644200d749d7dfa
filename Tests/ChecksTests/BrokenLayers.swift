import Experiments
import Networks
import Randomness
import Tensors

/// A network that never hears of the mode it is asked for.
struct StuckMode: Layer {
    let body: any Layer
    let mode: Mode

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor { body(input, mode: self.mode) }

    func activations(_ input: Tensor, mode: Mode, path: String) -> [Activation] {
        body.activations(input, mode: self.mode, path: path)
    }
}

/// What outlives a forward pass, and should not.
final class Memory {
    var calls = 0
}

/// Dropout that drops at evaluation as well, other values each time.
struct LiveDropout: Layer {
    let rate: Double
    let memory = Memory()

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        memory.calls += 1
        return dropout(
            input, rate: rate, key: RandomKey(key: 1, stream: 2).substream(memory.calls))
    }
}

/// Scales by how often it was called, in this training and in those before.
struct Remembering: Layer {
    let memory: Memory

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        memory.calls += 1
        return input * (1 + 0.01 * Double(memory.calls))
    }
}

/// Halves what it is given after so many calls, in whatever training.
struct LateMemory: Layer {
    let memory: Memory
    var calls = 10

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        memory.calls += 1
        return memory.calls > calls ? input * 0.5 : input
    }
}

/// Lets values through and no gradient.
struct Detached: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor { input.detached }
}

/// Puts two rows into one, as a reshape of the wrong axes does.
struct RowMixing: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.reshaped([input.shape[0] / 2, input.count / (input.shape[0] / 2)])
    }
}

/// Half of another loss: a factor that nobody asked for.
struct HalvedLoss: Loss {
    let whole: any Loss

    var reduction: Reduction { whole.reduction }
    var score: Score { whole.score }
    var expectedOutputs: ExpectedOutputs { whole.expectedOutputs }

    func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        whole(outputs, targets) * 0.5
    }
}

/// Adds the mean of all places of a sequence to each, so that the last are seen at the first.
struct LookingAhead: Layer {
    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input + input.mean(axes: [1], keepingAxes: true)
    }
}
