internal import Networks
internal import Jobs

/// The way to a layer, as weights' files and summaries name it: `3`, `0.branches.1.0`.
struct LayerPath {
    private let text: String
    private let steps: [String]

    /// Why there is no layer at a path.
    struct Dead: Error {
        let message: String
    }

    init(_ text: String) {
        self.text = text
        steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    /// Calls `change` with the list that the layer is in and the layer's index there, which may be
    /// one behind the last.
    func change(
        _ model: inout [ComponentSpecification],
        _ change: (inout [ComponentSpecification], Int) throws(Dead) -> Void
    ) throws(Dead) {
        try self.change(&model, steps[...], change)
    }

    private func change(
        _ list: inout [ComponentSpecification], _ steps: ArraySlice<String>,
        _ change: (inout [ComponentSpecification], Int) throws(Dead) -> Void
    ) throws(Dead) {
        guard let first = steps.first, let index = Int(first), index >= 0, first == "\(index)"
        else {
            throw Dead(
                message: "found the path \"\(text)\"; allowed: layers' numbers, and between them "
                    + "what holds them, such as 0.branches.1.0")
        }
        if steps.count == 1 { return try change(&list, index) }
        guard list.indices.contains(index) else { throw missing(steps, among: list.count) }
        try enter(&list[index], steps.dropFirst(), change)
    }

    /// Goes on in the lists that a layer's settings hold.
    private func enter(
        _ layer: inout ComponentSpecification, _ steps: ArraySlice<String>,
        _ change: (inout [ComponentSpecification], Int) throws(Dead) -> Void
    ) throws(Dead) {
        guard let kind = Catalogue.layers.entry(named: layer.kind) else {
            throw Dead(message: "the layer \"\(layer.kind)\" is not in the catalogue")
        }
        let name = kind.isSequence ? "layers" : steps[steps.startIndex]
        let rest = kind.isSequence ? steps : steps.dropFirst()
        guard case .list(let values)? = layer.settings[name], !rest.isEmpty else {
            throw Dead(
                message: "there is no layer \(text): \(layer.kind) has no list \"\(name)\" of "
                    + "layers")
        }
        if let branch = values.first, case .list = branch {
            try enterBranch(&layer, name, values, rest, change)
        } else {
            var layers = values.compactMap(\.component)
            if kind.isSequence { try refuseRepetition(rest, of: layers.count) }
            try self.change(&layers, rest, change)
            layer.settings[name] = .list(layers.map { .component($0) })
        }
    }

    private func enterBranch(
        _ layer: inout ComponentSpecification, _ name: String, _ values: [SettingValue],
        _ steps: ArraySlice<String>,
        _ change: (inout [ComponentSpecification], Int) throws(Dead) -> Void
    ) throws(Dead) {
        var values = values
        let first = steps[steps.startIndex]
        guard let index = Int(first), values.indices.contains(index), steps.count > 1,
            case .list(let branch) = values[index]
        else {
            throw Dead(
                message: "there is no layer \(text): \(layer.kind) has \(values.count) \(name)")
        }
        var layers = branch.compactMap(\.component)
        try self.change(&layers, steps.dropFirst(), change)
        values[index] = .list(layers.map { .component($0) })
        layer.settings[name] = .list(values)
    }

    private func refuseRepetition(_ steps: ArraySlice<String>, of count: Int) throws(Dead) {
        guard let first = steps.first, let index = Int(first), index > count, count > 0 else {
            return
        }
        throw Dead(
            message: "the layer \(text) is a repetition of the one with \(index % count) in place "
                + "of \(index), which stands for all of them")
    }

    private func missing(_ steps: ArraySlice<String>, among count: Int) -> Dead {
        Dead(message: "there is no layer \(text): \(Self.extent(count))")
    }

    /// Complains where no layer is at `index`.
    func require(_ index: Int, below end: Int, among count: Int) throws(Dead) {
        guard index < end else { throw missing([], among: count) }
    }

    private static func extent(_ count: Int) -> String {
        count == 0 ? "the list there is empty" : "the layers there are 0 to \(count - 1)"
    }
}

extension SettingValue {
    fileprivate var component: ComponentSpecification? {
        if case .component(let component) = self { component } else { nil }
    }
}
