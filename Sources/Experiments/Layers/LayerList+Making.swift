internal import Networks
internal import Randomness
internal import Tensors

/// From specifications to layers.
extension LayerList {
    /// Makes the layers, the weights of each drawn from the key of its position.
    func make(_ input: [Int], key: (_ position: Int) -> RandomKey) -> Sequential {
        var embeddings: [Tie.Target<Embedding>] = []
        return make(input, at: "", &embeddings, key: key)
    }

    /// - Parameter embeddings: those made so far, in the whole model.
    private func make(
        _ input: [Int], at path: String, _ embeddings: inout [Tie.Target<Embedding>],
        key: (_ position: Int) -> RandomKey
    ) -> Sequential {
        var layers: [any Layer] = []
        for place in fitting(input) {
            let before = embeddings
            let layer = Self.make(
                place, at: Tie.path(path, "\(place.position)"), &embeddings, key(place.position))
            if place.isFrozen { Self.freeze(layer, without: before) }
            layers.append(layer)
        }
        return Sequential(layers)
    }

    private static func make(
        _ place: Place, at path: String, _ embeddings: inout [Tie.Target<Embedding>],
        _ key: RandomKey
    ) -> any Layer {
        switch place.kind.making {
        case .alone(let make):
            let layer = make(place.settings, place.input, key)
            if let embedding = layer as? Embedding {
                embeddings.append(Tie.Target(path: path, value: embedding))
            }
            guard let tie = place.settings.tie else { return layer }
            guard let linear = layer as? Linear,
                case .success(let embedding) = tie.target(among: embeddings)
            else { fatalError("a tied layer has an embedding before it") }
            return Linear(weight: embedding.weight, bias: linear.bias)
        case .joining(let join):
            var parts: [Sequential] = []
            for (index, part) in place.kind.parts(place.settings).enumerated() {
                let own = place.kind.isSequence ? key : key.substream(index)
                parts.append(
                    part.layers.make(place.input, at: Tie.path(path, part.name), &embeddings) {
                        own.substream($0)
                    })
            }
            return join(parts)
        }
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
