public import Tensors

/// Layers in a row: each takes what the one before put out.
///
/// Parameters are named by the layer's name, by default its position: `0.weight`, `0.bias`.
public struct Sequential: Layer, CustomReflectable {
    public let layers: [any Layer]
    public let names: [String]
    private let steps: [Step]

    /// - Parameter names: one for each layer; nil counts them from 0.
    public init(_ layers: [any Layer], names: [String]? = nil) {
        let names = names ?? layers.indices.map(String.init)
        if names.count != layers.count || Set(names).count != names.count {
            fatalError("\(layers.count) layers need as many different names, not \(names)")
        }
        self.layers = layers
        self.names = names
        steps = Self.steps(of: layers)
    }

    /// The layer of an index.
    private struct Step {
        let index: Int
        /// It is a ReLU that takes the memory of what comes in.
        let overwrites: Bool
    }

    /// How the layers run, with the same bits as one after the other: a ReLU before a max pooling
    /// runs after it, on fewer values, since the largest value stays the largest, and where all are
    /// negative the gradient is 0 anyway; and a ReLU overwrites what nobody reads again.
    private static func steps(of layers: [any Layer]) -> [Step] {
        var order = Array(layers.indices)
        for index in order.indices.dropLast()
        where layers[index] is ReLU && layers[index + 1] is MaxPool2d {
            order.swapAt(index, index + 1)
        }
        return order.enumerated().map { turn, index in
            let overwrites =
                layers[index] is ReLU && turn > 0
                && layers[order[turn - 1]] is any FreshOutput
            return Step(index: index, overwrites: overwrites)
        }
    }

    public init(_ layers: any Layer...) {
        self.init(layers)
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        var output = input
        for step in steps {
            output =
                step.overwrites
                ? output.reluOverwriting()
                : layers[step.index](output, mode: mode.substream(step.index))
        }
        return output
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        var shape = inputShape
        for (name, layer) in zip(names, layers) {
            do {
                shape = try layer.outputShape(for: shape)
            } catch {
                throw ShapeError("layer \(name): \(error)")
            }
        }
        return shape
    }

    public func activations(_ input: Tensor, mode: Mode, path: String) -> [Activation] {
        var result: [Activation] = []
        var output = input
        for (position, layer) in layers.enumerated() {
            let name = path.isEmpty ? names[position] : path + "." + names[position]
            let inner = layer.activations(output, mode: mode.substream(position), path: name)
            result += inner
            output = inner.last?.output ?? output
        }
        return result
    }

    public func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer {
        replacing(replacement)
    }

    func replacing(_ replacement: (Linear) -> any LinearLayer) -> Sequential {
        Sequential(layers.map { $0.replacingLinear(replacement) }, names: names)
    }

    /// The layers under their names, so that a path reads `0.weight`, not `layers.0.weight`.
    public var customMirror: Mirror {
        Mirror(self, children: zip(names, layers).map { (label: $0, value: $1 as Any) })
    }

    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        var shape = inputShape
        var sum = 0
        for layer in layers {
            sum += try layer.multiplyAdds(for: shape)
            shape = try layer.outputShape(for: shape)
        }
        return sum
    }
}
