internal import Networks
internal import Jobs

/// Components as a person writes them: what is standard left out, and the short form where there
/// is one.
extension ComponentSpecification {
    func shortNode<Entry>(_ catalogue: Catalogue<Entry>) -> LocatedNode {
        guard let component = catalogue.entry(named: kind)?.component else { return node }
        let own = settings.filter { component.setting($0.key)?.standard != $0.value }
        if own.isEmpty { return .text(kind) }
        let members = own.sorted { $0.key < $1.key }.map { ($0.key, $0.value.shortNode) }
        if own.count == 1, members[0].0 == component.shorthand, !members[0].1.isMapping {
            return .mapping([(kind, members[0].1)])
        }
        return .mapping([(kind, .mapping(members))])
    }
}

extension SettingValue {
    /// What lists of components hold are layers, and a single component is an initializer.
    fileprivate var shortNode: LocatedNode {
        switch self {
        case .scalar: node
        case .list(let values):
            .list(
                values.map {
                    if case .component(let layer) = $0 {
                        layer.shortNode(.layers)
                    } else {
                        $0.shortNode
                    }
                })
        case .component(let component): component.shortNode(.initializers)
        }
    }
}

extension LocatedNode {
    fileprivate var isMapping: Bool {
        if case .mapping = content { true } else { false }
    }
}
