internal import Jobs
internal import Networks

extension LayerKind {
    static let concatenate = LayerKind(
        component: ComponentKind(
            name: "concatenate",
            summary:
                "Joins branches along the features or channels; an empty one is the input itself.",
            synonyms: ["concat", "cat", "branches", "join", "inception"],
            settings: [
                .required("branches", "the branches beside each other", .branches), .frozen,
            ],
            shorthand: "branches"),
        shape: { settings, input throws(ShapeProblem) in
            var shapes: [Shape] = []
            for branch in settings.branches { shapes.append(try branch.outputShape(input)) }
            let first = shapes[0]
            guard shapes.allSatisfy({ $0.dropLast() == first.dropLast() }) else {
                let words = shapes.map { "\($0)" }.joined(separator: " and ")
                throw ShapeProblem("joins \(words): all but their last numbers must agree")
            }
            return first.dropLast() + [shapes.reduce(0) { $0 + ($1.last ?? 0) }]
        },
        parts: { settings in
            settings.branches.enumerated().map { ("branches.\($0)", $1) }
        },
        join: { Concatenate($0) })
}

extension Settings {
    fileprivate var branches: [LayerList] {
        guard case .list(let branches) = self["branches"] else { return [] }
        return branches.map { LayerList($0) }
    }
}
