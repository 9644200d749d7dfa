extension Network {
    /// Returns a copy for inference in which a ``QuantizedLinear`` stands for every ``Linear``,
    /// wherever it is nested. The other layers share their parameters with this network.
    public func quantized() -> Network {
        let copy = Network(body.replacingLinear { QuantizedLinear($0) })
        if let path = LayerSearch<Linear>(copy.body).found.first?.path {
            fatalError("the layer around \"\(path)\" does not implement replacingLinear")
        }
        return copy
    }

    /// The quantized layers, with their paths.
    public var quantizedLayers: [(path: String, layer: QuantizedLinear)] {
        LayerSearch<QuantizedLinear>(body).found
    }
}

/// Finds the layers of one type in another by reflection.
private struct LayerSearch<Wanted> {
    private(set) var found: [(path: String, layer: Wanted)] = []

    init(_ layer: any Layer) { visit(layer, path: "") }

    private mutating func visit(_ value: Any, path: String) {
        if let layer = value as? Wanted {
            found.append((path, layer))
            return
        }
        let mirror = Mirror(reflecting: value)
        // Layers are structs; numbers and the innards of parameters hold none.
        if mirror.displayStyle == .class { return }
        for (position, child) in mirror.children.enumerated() {
            let label = mirror.displayStyle == .optional ? "" : child.label ?? "\(position)"
            visit(child.value, path: [path, label].filter { !$0.isEmpty }.joined(separator: "."))
        }
    }
}
