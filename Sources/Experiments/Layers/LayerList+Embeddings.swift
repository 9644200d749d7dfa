internal import Jobs
internal import Networks

/// What embeddings ask of the layers around them.
extension LayerList {
    /// Whether the layer uses the weight of the embedding before it.
    func isTied(_ position: Int) -> Bool {
        components[position].settings["tied"] == .scalar(.flag(true))
    }

    /// - Parameter input: the layer's; nil where it is not known yet.
    /// - Throws: `ShapeProblem` where the layer is tied to an embedding that is not there, or has
    ///   another shape.
    func checkTying(_ position: Int, input: [Int]?) throws(ShapeProblem) {
        guard isTied(position) else { return }
        guard let embedding = components[..<position].last(where: { $0.kind == "embedding" }) else {
            throw ShapeProblem("is tied, but no embedding stands before it in its list of layers")
        }
        let (_, own) = Catalogue.layers.settings(components[position])
        let (_, other) = Catalogue.layers.settings(embedding)
        let (rows, features) = (other.integer("rows"), other.integer("features"))
        guard own.integer("features") == rows else {
            throw ShapeProblem(
                "has \(own.integer("features")) features, but the embedding that it is tied to has "
                    + "\(rows) rows: they must agree")
        }
        if let input, input.last != features {
            throw ShapeProblem(
                "its input \(input) must end in the \(features) features of the embedding that it "
                    + "is tied to")
        }
    }

    /// The linear layer with the weight of the last embedding among `layers`.
    func tied(_ layer: any Layer, among layers: [any Layer]) -> any Layer {
        guard let linear = layer as? Linear,
            let embedding = layers.lazy.compactMap({ $0 as? Embedding }).last
        else { fatalError("a tied layer has an embedding before it") }
        return Linear(weight: embedding.weight, bias: linear.bias)
    }

    /// The rows of each embedding that takes the list's own input: that input is ids where there is
    /// one. `isMisplaced`: whether another embedding takes what a layer puts out.
    func embeddings(takingInput: Bool = true) -> (rows: [Int], isMisplaced: Bool) {
        var rows: [Int] = []
        var isMisplaced = false
        var isInput = takingInput
        for component in components {
            let (kind, settings) = Catalogue.layers.settings(component)
            if component.kind == "embedding" {
                if isInput { rows.append(settings.integer("rows")) } else { isMisplaced = true }
            }
            for part in kind.parts(settings) {
                let inner = part.layers.embeddings(takingInput: isInput)
                rows += inner.rows
                isMisplaced = isMisplaced || inner.isMisplaced
            }
            if component.kind != "flatten" { isInput = false }
        }
        return (rows, isMisplaced)
    }
}
