internal import Tensors

/// Finds the parameters of a layer by reflection.
struct ParameterSearch {
    private(set) var found: [NamedParameter] = []
    private var positions: [ObjectIdentifier: Int] = [:]

    init(_ layer: any Layer) {
        visit(layer, path: "")
    }

    /// Depth first in the order of declaration; optionals and arrays are looked into.
    private mutating func visit(_ value: Any, path: String) {
        if let parameter = value as? Parameter {
            note(parameter, path: path)
            return
        }
        let mirror = Mirror(reflecting: value)
        let isOptional = mirror.displayStyle == .optional
        for (position, child) in mirror.children.enumerated() {
            visit(
                child.value,
                path: isOptional ? path : join(path, child.label ?? String(position)))
        }
    }

    private mutating func note(_ parameter: Parameter, path: String) {
        if let position = positions[ObjectIdentifier(parameter)] {
            found[position].aliases.append(path)
        } else {
            positions[ObjectIdentifier(parameter)] = found.count
            found.append(NamedParameter(name: path, parameter: parameter))
        }
    }

    private func join(_ path: String, _ label: String) -> String {
        path.isEmpty ? label : path + "." + label
    }
}
