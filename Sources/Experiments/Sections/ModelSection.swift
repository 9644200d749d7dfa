internal import Jobs

/// Reads the section `model`: layers, each of which takes what the one before puts out.
struct ModelSection {
    /// Each layer with the place that speaks for it; nil where the layer is wrong.
    private let layers: [(component: ComponentSpecification?, field: Field)]
    private let field: Field

    /// Returns nil, after a complaint, where the field holds no list.
    init?(_ field: Field) {
        guard let elements = field.elements, !elements.isEmpty else {
            field.refuse(allowed: "a list of layers, each beginning with \"- \"")
            return nil
        }
        self.field = field
        layers = elements.map { (Catalogue.layers.read($0), $0) }
    }

    /// All layers; nil where one is wrong.
    var components: [ComponentSpecification]? {
        let components = layers.compactMap(\.component)
        return components.count == layers.count ? components : nil
    }

    /// Complains about layers that do not fit together, given the shape of one input where that is
    /// known. After a layer that does not fit, the shape is unknown again.
    func checkShapes(input: [Int]?) {
        var shape = input
        var count = 0
        for (component, field) in layers {
            guard let component, let kind = Catalogue.layers.entry(named: component.kind) else {
                shape = nil
                continue
            }
            let settings = Settings(component, kind: kind.component)
            do throws(ShapeProblem) {
                let output = try kind.outputShape(settings, shape)
                if let shape { count += kind.parameterCount(settings, shape) }
                shape = output
            } catch {
                let path = "\(field.path).\(component.kind)"
                field.diagnostics.fail("\(error)", at: field.node.place, path: path)
                shape = nil
            }
        }
        if count > LayerKind.mostNumbers {
            field.failAtKey("the model has \(count) parameters, too many to compute")
        }
    }
}
