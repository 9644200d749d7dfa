internal import Jobs
internal import Networks
internal import Randomness
internal import Tensors

/// Layers in a row, each of which takes what the one before puts out: a model, or a part of one.
struct LayerList {
    /// One layer of the list where it stands: its kind, its settings and what goes in and out.
    struct Place {
        let position: Int
        let kind: LayerKind
        let settings: Settings
        let input: [Int]
        let output: [Int]

        var isFrozen: Bool { settings["frozen"] != nil && settings.flag("frozen") }
    }

    let components: [ComponentSpecification]

    init(_ components: [ComponentSpecification]) { self.components = components }

    /// Returns the shape that leaves the last layer.
    func outputShape(_ input: [Int]) throws(ShapeProblem) -> [Int] {
        try places(input).last?.output ?? input
    }

    func parameterCount(_ input: [Int]) -> Int {
        fitting(input).reduce(0) { $0 + $1.kind.parameterCount($1.settings, $1.input) }
    }

    /// Makes the layers, the weights of each drawn from the key of its position.
    func make(_ input: [Int], key: (_ position: Int) -> RandomKey) -> Sequential {
        Sequential(
            fitting(input).map { place in
                let layer = place.kind.make(place.settings, place.input, key(place.position))
                if place.isFrozen {
                    for named in Network(layer).parameters where named.parameter.isTrainable {
                        named.parameter.isFrozen = true
                    }
                }
                return layer
            })
    }

    /// Every layer with its shapes, for an input that the parser has checked.
    func fitting(_ input: [Int]) -> [Place] {
        do {
            return try places(input)
        } catch {
            fatalError("the model does not fit an input of \(input): \(error)")
        }
    }

    private func places(_ input: [Int]) throws(ShapeProblem) -> [Place] {
        var places: [Place] = []
        for (position, component) in components.enumerated() {
            let (kind, settings) = Catalogue.layers.settings(component)
            let shape = places.last?.output ?? input
            do throws(ShapeProblem) {
                let output = try kind.outputShape(settings, shape) ?? shape
                places.append(
                    Place(
                        position: position, kind: kind, settings: settings, input: shape,
                        output: output))
            } catch {
                throw ShapeProblem("layer \(position) (\(component.kind)): \(error)")
            }
        }
        return places
    }
}

extension Settings {
    /// The layers that a setting lists; none where it is left out.
    func layers(_ name: String) -> LayerList {
        guard case .list(let values) = self[name] else { return LayerList([]) }
        return LayerList(
            values.map {
                guard case .component(let component) = $0 else {
                    fatalError("\"\(name)\" lists layers, not \($0)")
                }
                return component
            })
    }
}
