internal import Jobs
internal import Networks
internal import Randomness
internal import Tensors

extension LayerKind {
    /// Makes the layer for one example's input shape, its initial weights drawn from `key`.
    func layer(_ settings: Settings, _ input: Shape, key: RandomKey) -> any Layer {
        switch component.name {
        case "linear":
            return Linear(
                inputs: input[0], outputs: settings.integer("features"),
                bias: settings.flag("bias"), initializer: settings.initializer, key: key)
        case "conv2d":
            return Conv2d(
                channels: input[2], filters: settings.integer("filters"),
                kernel: settings.integer("kernel"), stride: settings.integer("stride"),
                padding: settings.integer("padding"), bias: settings.flag("bias"),
                initializer: settings.initializer, key: key)
        case "batch-norm", "batch-norm1d", "batch-norm2d":
            let (momentum, epsilon) = (settings.number("momentum"), settings.number("epsilon"))
            return input.count == 3
                ? BatchNorm2d(input[2], momentum: momentum, epsilon: epsilon)
                : BatchNorm1d(input[0], momentum: momentum, epsilon: epsilon)
        case "relu": return ReLU()
        case "leaky-relu": return LeakyReLU(slope: settings.number("slope"))
        case "tanh": return Tanh()
        case "sigmoid": return Sigmoid()
        case "gelu": return GELU(settings.word("approximation") == "tanh" ? .tanh : .exact)
        case "softmax": return Softmax()
        case "max-pool2d", "avg-pool2d": return pooling(settings)
        case "adaptive-avg-pool2d":
            let size = settings.size("size")
            return AdaptiveAvgPool2d(height: size[0], width: size[1])
        case "flatten": return Flatten()
        case "dropout": return Dropout(settings.number("rate"))
        default: fatalError("the layer \(component.name) is listed but can't be built")
        }
    }

    private func pooling(_ settings: Settings) -> any Layer {
        let kernel = settings.integer("kernel")
        let stride = settings.optionalInteger("stride") ?? kernel
        let padding = settings.integer("padding")
        return component.name == "max-pool2d"
            ? MaxPool2d(kernel: kernel, stride: stride, padding: padding)
            : AvgPool2d(kernel: kernel, stride: stride, padding: padding)
    }
}

extension Settings {
    /// How the layer's weights and biases start.
    var initializer: Initializer {
        let weight = component("initializer").map(Self.initializer) ?? .he
        guard let bias = component("bias-initializer").map(Self.initializer) else { return weight }
        return Initializer(weight: weight.weight, bias: bias.weight)
    }

    private static func initializer(_ specification: ComponentSpecification) -> Initializer {
        guard let kind = Catalogue.initializers.entry(named: specification.kind) else {
            fatalError("the initializer \(specification.kind) is not in the catalogue")
        }
        let settings = Settings(specification, kind: kind.component)
        switch kind.component.name {
        case "he": return .he
        case "he-uniform": return .heUniform
        case "glorot": return .glorot
        case "glorot-normal": return .glorotNormal
        case "normal": return .normal(deviation: settings.number("deviation"))
        case "uniform": return .uniform(bound: settings.number("bound"))
        case "constant": return .constant(settings.number("value"))
        case "zeros": return .zeros
        case "pytorch-default": return .pytorch
        default: fatalError("the initializer \(specification.kind) is listed but can't be built")
        }
    }
}
