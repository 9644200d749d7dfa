internal import Jobs

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

    /// Reads a setting's list of layers.
    init(_ setting: SettingValue) {
        guard case .list(let values) = setting else { fatalError("\(setting) lists no layers") }
        components = values.map {
            guard case .component(let component) = $0 else { fatalError("\($0) is no layer") }
            return component
        }
    }

    /// Returns the shape that leaves the last layer.
    func outputShape(_ input: [Int]) throws(ShapeProblem) -> [Int] {
        try places(input).last?.output ?? input
    }

    func parameterCount(_ input: [Int]) -> Int {
        fitting(input).reduce(0) { $0 + $1.kind.parameterCount($1.settings, $1.input) }
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
        self[name].map { LayerList($0) } ?? LayerList([])
    }
}
