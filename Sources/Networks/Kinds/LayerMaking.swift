package import Components
package import Randomness
internal import Tensors

/// From specifications to layers, one after the other, with the embeddings that later ones are tied
/// to.
package struct LayerMaking {
    /// Those made so far, in the whole model.
    private var embeddings: [Tie.Target<Embedding>] = []

    package init() {}

    /// Makes one layer for one example's input shape.
    ///
    /// - Parameters:
    ///   - path: of the layer in the model.
    ///   - key: what its initial values are drawn from.
    /// - Returns: The layer and the shape that it puts out.
    /// - Throws: ``ShapeError`` in the experiment file's words where it can't take the input.
    package mutating func layer(
        _ component: ComponentSpecification, for input: [Int], at path: String, key: RandomKey
    ) throws(ShapeError) -> (layer: any Layer, output: [Int]) {
        let (kind, settings) = Catalogue.layers.settings(component)
        let before = embeddings
        try kind.check(input)
        let layer: any Layer
        switch kind.making {
        case .alone(let make):
            layer = try make(settings, input, key)
        case .joining(let join):
            var parts: [Sequential] = []
            for (index, part) in kind.parts(settings).enumerated() {
                let own = kind.isSequence ? key : key.substream(index)
                parts.append(
                    try layers(part.layers, for: input, at: Tie.path(path, part.name)) {
                        own.substream($0)
                    })
            }
            layer = join(parts)
        }
        let output = try kind.outputShape(of: layer, for: input)
        let result = tied(layer, settings, at: path)
        if settings["frozen"] != nil, settings.flag("frozen") {
            Self.freeze(result, without: before)
        }
        return (result, output)
    }

    /// Makes all layers of a list, each for what the one before puts out.
    mutating func layers(
        _ list: LayerList, for input: [Int], at path: String, key: (_ index: Int) -> RandomKey
    ) throws(ShapeError) -> Sequential {
        var layers: [any Layer] = []
        var shape = input
        for (index, component) in list.components.enumerated() {
            do throws(ShapeError) {
                let made = try layer(
                    component, for: shape, at: Tie.path(path, "\(index)"), key: key(index))
                layers.append(made.layer)
                shape = made.output
            } catch {
                throw ShapeError("layer \(index) (\(component.kind)): \(error)")
            }
        }
        return Sequential(layers)
    }

    /// The layer with an embedding's weight, where it is tied to one. One that does not fit is left
    /// as it is: the reading of the file complains of it.
    private mutating func tied(
        _ layer: any Layer, _ settings: Settings, at path: String
    ) -> any Layer {
        if let embedding = layer as? Embedding {
            embeddings.append(Tie.Target(path: path, value: embedding))
        }
        guard let linear = layer as? Linear,
            case .success(let embedding)? = settings.tie?.target(among: embeddings),
            embedding.weight.shape == linear.weight.shape
        else { return layer }
        return Linear(weight: embedding.weight, bias: linear.bias)
    }

    /// A weight that is shared with an embedding outside is that embedding's to freeze.
    private static func freeze(_ layer: any Layer, without others: [Tie.Target<Embedding>]) {
        for named in Network(layer).parameters where named.parameter.isTrainable {
            if !others.contains(where: { $0.value.weight === named.parameter }) {
                named.parameter.isFrozen = true
            }
        }
    }
}

extension LayerList {
    /// Makes the layers for an input that the parser has checked, the weights of each drawn from
    /// the key of its index.
    package func make(_ input: [Int], key: (_ index: Int) -> RandomKey) -> Sequential {
        var making = LayerMaking()
        do throws(ShapeError) {
            return try making.layers(self, for: input, at: "", key: key)
        } catch {
            fatalError("the model does not fit an input of \(input): \(error)")
        }
    }

    /// The layers for an input that the parser has checked, to be asked for shapes and parameters:
    /// their initial values are never read.
    package func outline(_ input: [Int]) -> Sequential {
        make(input) { _ in .unread }
    }

    /// Returns the shape that leaves the last layer, for an input that the parser has checked.
    package func outputShape(_ input: [Int]) -> [Int] {
        let layers = outline(input)
        do throws(ShapeError) {
            return try layers.outputShape(for: input)
        } catch {
            fatalError("the model does not fit an input of \(input): \(error)")
        }
    }
}

extension RandomKey {
    /// Of layers that are asked for their shapes alone.
    package static let unread = RandomKey(key: 0, stream: 0)
}
