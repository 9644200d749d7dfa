internal import Components

/// Which embedding's weight a layer has for its own.
enum Tie {
    /// The only one before the layer.
    case before
    /// The one at this path, as weights' files and summaries name layers.
    case at(path: String)

    /// An embedding where it stands in the model.
    struct Target<Value> {
        let path: String
        let value: Value
    }

    /// Finds the embedding among those before the layer.
    func target<Value>(among targets: [Target<Value>]) -> Result<Value, ShapeError> {
        guard let first = targets.first else {
            return .failure(ShapeError("is tied, but no embedding stands before it"))
        }
        let paths = targets.map(\.path).joined(separator: ", ")
        switch self {
        case .before:
            if targets.count == 1 { return .success(first.value) }
            return .failure(
                ShapeError(
                    "is tied, but \(targets.count) embeddings stand before it: name one of "
                        + "\(paths) as \"tied\""))
        case .at(let path):
            if let target = targets.first(where: { $0.path == path }) {
                return .success(target.value)
            }
            return .failure(
                ShapeError(
                    "is tied to \(path), but no embedding stands there before it (embeddings: "
                        + "\(paths))"))
        }
    }

    static func path(_ path: String, _ name: String) -> String {
        path.isEmpty ? name : name.isEmpty ? path : "\(path).\(name)"
    }
}

extension Settings {
    /// The embedding whose weight the layer has; nil where it has a weight of its own.
    var tie: Tie? {
        switch self["tied"] {
        case .scalar(.flag(true)): .before
        case .scalar(.text(let path)): .at(path: path)
        default: nil
        }
    }
}

/// What tied layers ask of a whole model.
extension LayerList {
    /// What is wrong with tied layers, at most once for each layer of this list; those inside are
    /// named by their paths.
    ///
    /// - Parameter input: the shape that enters the list; nil where it is not known.
    package func tieProblems(input: [Int]?) -> [(index: Int, message: String)] {
        var embeddings: [Tie.Target<Settings>] = []
        var problems: [(index: Int, message: String)] = []
        var shape = input
        for index in components.indices {
            let inner = LayerList([components[index]])
            var found: [String] = []
            shape = inner.judgeTies(at: "", first: index, input: shape, &embeddings, &found)
            if let message = found.first { problems.append((index, message)) }
        }
        return problems
    }

    /// Returns the shape that leaves the list.
    private func judgeTies(
        at path: String, first: Int = 0, input: [Int]?,
        _ embeddings: inout [Tie.Target<Settings>], _ problems: inout [String]
    ) -> [Int]? {
        var shape = input
        for (index, component) in components.enumerated() {
            let (kind, settings) = Catalogue.layers.settings(component)
            let own = Tie.path(path, "\(first + index)")
            if kind.ids == .taken {
                embeddings.append(Tie.Target(path: own, value: settings))
            }
            if let problem = settings.tie.flatMap({ $0.problem(settings, shape, embeddings) }) {
                let prefix = path.isEmpty ? "" : "layer \(own) (\(component.kind)): "
                problems.append("\(prefix)\(problem)")
            }
            for part in kind.parts(settings) {
                _ = part.layers.judgeTies(
                    at: Tie.path(own, part.name), input: shape, &embeddings, &problems)
            }
            shape = shape.flatMap { shape in
                var making = LayerMaking()
                return try? making.layer(component, for: shape, at: own, key: .unread).output
            }
        }
        return shape
    }
}

extension Tie {
    /// Why a layer of these settings can't have the weight; nil where it can.
    fileprivate func problem(
        _ own: Settings, _ input: [Int]?, _ embeddings: [Target<Settings>]
    ) -> ShapeError? {
        switch target(among: embeddings) {
        case .failure(let problem): return problem
        case .success(let other):
            let (rows, features) = (other.integer("rows"), other.integer("features"))
            if own.integer("features") != rows {
                return ShapeError(
                    "has \(own.integer("features")) features, but the embedding that it is tied "
                        + "to has \(rows) rows: they must agree")
            }
            guard let input, input.last != features else { return nil }
            return ShapeError(
                "its input \(input) must end in the \(features) features of the embedding that it "
                    + "is tied to")
        }
    }
}
