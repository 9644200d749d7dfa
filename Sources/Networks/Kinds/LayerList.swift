package import Components

/// Layers in a row, each of which takes what the one before puts out: a model, or a part of one.
package struct LayerList: Sendable {
    package let components: [ComponentSpecification]

    package init(_ components: [ComponentSpecification]) { self.components = components }

    /// Reads a setting's list of layers.
    package init(_ setting: SettingValue) {
        guard case .list(let values) = setting else { fatalError("\(setting) lists no layers") }
        components = values.map {
            guard case .component(let component) = $0 else { fatalError("\($0) is no layer") }
            return component
        }
    }
}

extension Settings {
    /// The layers that a setting lists; none where it is left out.
    package func layers(_ name: String) -> LayerList {
        self[name].map { LayerList($0) } ?? LayerList([])
    }
}
