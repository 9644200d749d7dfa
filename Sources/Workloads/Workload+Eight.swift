internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// The eight fixed workloads.
extension Workload {
    package static let numbers = Array(1...8)

    /// Returns a workload with fresh weights.
    package init(_ number: Int) {
        switch number {
        case 1:
            self.init(
                1, "mlp_784_512_256_10", perceptron([784, 512, 256, 10]), inputs: [128, 784],
                optimizer: SGD(learningRate: 0.01, momentum: 0.9))
        case 2:
            self.init(
                2, "seed000_cnn", notebookNetwork(), inputs: [32, 32, 32, 3],
                optimizer: AdamW(learningRate: 1e-3, weightDecay: 0))
        case 3:
            self.init(
                3, "lenet5", leNet(), inputs: [64, 28, 28, 1],
                optimizer: Adam(learningRate: 3e-4))
        case 4:
            self.init(
                4, "resnet18_cifar", resNet(), inputs: [32, 32, 32, 3],
                optimizer: SGD(learningRate: 0.01, momentum: 0.9))
        case 5:
            self.init(
                5, "seed003_cnn", wideNetwork(), inputs: [128, 32, 32, 3],
                optimizer: Adam(learningRate: 1e-3))
        case 6:
            self.init(
                6, "charlm_d128_l4", CharacterModel(key: key), batch: CharacterModel.batch(16),
                optimizer: AdamW(learningRate: 3e-4))
        case 7:
            self.init(
                7, "mlp_64_32_10", perceptron([64, 32, 10]), inputs: [32, 64],
                optimizer: SGD(learningRate: 0.1))
        case 8:
            self.init(
                8, "lstm_64_128", recurrentNetwork(), inputs: [32, 32, 64],
                optimizer: Adam(learningRate: 1e-3))
        default: fatalError("there is no workload \(number), only \(Self.numbers)")
        }
    }
}

extension Workload {
    /// A network of the sweep over handwritten digits.
    package static func digits(width: Int, batch: Int) -> Workload {
        let layers = Sequential(full(64, width), ReLU(), Dropout(0.2), full(width, 10))
        return Workload(
            0, "digits_64_\(width)_10_batch_\(batch)", layers, inputs: [batch, 64],
            optimizer: SGD(learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4))
    }
}

/// All weights are replaced by the workload's own.
private let key = RandomKey(key: 1, stream: 0)

private func conv(
    _ channels: Int, _ filters: Int, _ kernel: Int = 3, stride: Int = 1, padding: Int = 1,
    bias: Bool = true
) -> Conv2d {
    Conv2d(
        channels: channels, filters: filters, kernel: AxisPair(kernel), stride: AxisPair(stride),
        padding: AxisPair(padding), bias: bias, initializer: .pytorch, key: key)
}

private func full(_ inputs: Int, _ outputs: Int) -> Linear {
    Linear(inputs: inputs, outputs: outputs, initializer: .pytorch, key: key)
}

private func perceptron(_ sizes: [Int]) -> Sequential {
    let layers = zip(sizes, sizes.dropFirst()).flatMap { pair -> [any Layer] in
        [full(pair.0, pair.1), ReLU()]
    }
    return Sequential(Array(layers.dropLast()))
}

/// 94,538 parameters.
private func notebookNetwork() -> Sequential {
    Sequential(
        conv(3, 32), ReLU(), conv(32, 64), ReLU(), MaxPool2d(kernel: 2), conv(64, 128), ReLU(),
        AdaptiveAvgPool2d(height: 1, width: 1), Flatten(), full(128, 10))
}

/// LeNet-5 (LeCun et al. 1998) with ReLU and maxima.
private func leNet() -> Sequential {
    Sequential(
        conv(1, 6, 5, padding: 2), ReLU(), MaxPool2d(kernel: 2), conv(6, 16, 5, padding: 0),
        ReLU(), MaxPool2d(kernel: 2), Flatten(), full(400, 120), ReLU(), full(120, 84), ReLU(),
        full(84, 10))
}

/// ResNet-18 for images of 32 by 32 (He et al. 2015): a stem of 3 by 3 and no pooling after it.
private func resNet() -> Sequential {
    var layers: [any Layer] = [conv(3, 64, bias: false), BatchNorm2d(64), ReLU()]
    var channels = 64
    for width in [64, 128, 256, 512] {
        for stride in [width == 64 ? 1 : 2, 1] {
            layers += block(channels, width, stride: stride)
            channels = width
        }
    }
    return Sequential(
        layers + [AdaptiveAvgPool2d(height: 1, width: 1), Flatten(), full(512, 10)])
}

private func block(_ channels: Int, _ width: Int, stride: Int) -> [any Layer] {
    let layers = Sequential(
        conv(channels, width, stride: stride, bias: false), BatchNorm2d(width), ReLU(),
        conv(width, width, bias: false), BatchNorm2d(width))
    let shortcut = Sequential(
        conv(channels, width, 1, stride: stride, padding: 0, bias: false), BatchNorm2d(width))
    let changes = stride > 1 || channels != width
    return [Residual(layers, shortcut: changes ? shortcut : nil), ReLU()]
}

private func wideNetwork() -> Sequential {
    Sequential(
        conv(3, 64), ReLU(), MaxPool2d(kernel: 2), conv(64, 128), ReLU(), MaxPool2d(kernel: 2),
        conv(128, 256), ReLU(), MaxPool2d(kernel: 2), Flatten(), full(4096, 512), ReLU(),
        full(512, 10))
}

private func recurrentNetwork() -> Sequential {
    Sequential(
        LSTM(inputs: 64, hidden: 128, output: .last, initializer: .pytorch, key: key),
        full(128, 10))
}
