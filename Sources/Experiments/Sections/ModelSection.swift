internal import Components
internal import Jobs
internal import Networks
internal import Randomness

/// Reads the section `model`: layers, each of which takes what the one before puts out.
struct ModelSection {
    /// Each layer with the field that speaks for it; nil where the layer is wrong.
    private let layers: [(component: ComponentSpecification?, field: Field)]
    let field: Field

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
    /// - Returns: the output's shape.
    @discardableResult
    func checkShapes(input: [Int]?) -> [Int]? {
        var shape = input
        var making = LayerMaking()
        var made: [any Layer] = []
        var isInput = true
        for (index, (component, field)) in layers.enumerated() {
            guard let component, let kind = Catalogue.layers.entry(named: component.kind) else {
                shape = nil
                continue
            }
            do throws(ShapeError) {
                try checkEmbeddings(index, takingInput: isInput)
                if let known = shape {
                    let (layer, output) = try making.layer(
                        component, for: known, at: "\(index)", key: .unread)
                    made.append(layer)
                    shape = output
                }
            } catch {
                let path = "\(field.path).\(component.kind)"
                field.diagnostics.fail("\(error)", at: field.node.place, path: path)
                shape = nil
            }
            if kind.ids != .passed { isInput = false }
        }
        checkTies(input: input)
        let count = Network(Sequential(made)).trainableCount
        if count > LayerKind.mostNumbers {
            field.failAtKey("the model has \(count) parameters, too many to compute")
        }
        return shape
    }

    private func checkEmbeddings(_ index: Int, takingInput: Bool) throws(ShapeError) {
        guard let component = layers[index].component else { return }
        if LayerList([component]).embeddings(takingInput: takingInput).isMisplaced {
            throw ShapeError(
                "an embedding takes ids, which only the data are: it must be the first layer")
        }
    }

    /// Complains about layers that are tied to no embedding, or to one of another shape.
    private func checkTies(input: [Int]?) {
        guard let components else { return }
        for problem in LayerList(components).tieProblems(input: input) {
            let (component, field) = (components[problem.index], layers[problem.index].field)
            field.diagnostics.fail(
                problem.message, at: field.node.place, path: "\(field.path).\(component.kind)")
        }
    }

    /// Complains about embeddings that have too few rows for the data's ids.
    func checkIds(_ ids: IdRange, in source: String) {
        for (component, field) in layers {
            guard let component else { return }
            for rows in LayerList([component]).embeddings().rows {
                guard let wrong = ids.first(outside: rows) else { continue }
                field.diagnostics.fail(
                    "found the id \(wrong) in \(source); allowed: whole numbers from 0 to "
                        + "\(rows - 1), one for each of the embedding's rows",
                    at: field.node.place, path: "\(field.path).\(component.kind)")
            }
            if Catalogue.layers.settings(component).kind.ids != .passed { return }
        }
    }
}
