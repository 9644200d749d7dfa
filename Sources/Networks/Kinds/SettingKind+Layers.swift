package import Components

extension SettingKind {
    /// Whether a weight is another layer's: `true` for the one before, or that one's path.
    static let tie = SettingKind(
        words: "true, false, or a path such as 0.branches.1.0"
    ) { field in
        switch field.node.content {
        case .value(.flag(let flag)): return .scalar(.flag(flag))
        case .value(.text(let path)) where !path.isEmpty: return .scalar(.text(path))
        case .value(.integer(let position)) where position >= 0: return .text("\(position)")
        default:
            field.refuse(allowed: "true, false, or a path such as 0 or \"2.layers.0\" in quotes")
            return nil
        }
    }

    /// Layers in a row.
    package static let layers = SettingKind(words: "a list of layers") { field in
        guard let elements = field.elements else {
            field.refuse(allowed: "a list of layers, each beginning with \"- \"")
            return nil
        }
        let layers = elements.compactMap { Catalogue<LayerKind>.layers.read($0) }
        return layers.count == elements.count ? .list(layers.map { .component($0) }) : nil
    }

    /// Two lists of layers or more, each of which may be empty.
    static let branches = SettingKind(words: "a list of branches, each a list of layers") { field in
        guard let elements = field.elements, elements.count > 1 else {
            field.refuse(allowed: "a list of 2 branches or more, each a list of layers")
            return nil
        }
        let branches = elements.compactMap { layers.read($0) }
        return branches.count == elements.count ? .list(branches) : nil
    }

}
