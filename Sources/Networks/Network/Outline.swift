/// How a network's layers lie in one another, by their paths: `3.layers.0` lies in `3`.
public struct Outline: Hashable, Sendable {
    private let paths: [String]

    /// - Parameter paths: in the order in which the layers ran, those of a layer before itself.
    public init(_ paths: [String]) {
        self.paths = paths
    }

    /// The indices of all paths, a layer before those inside it.
    public var order: [Int] {
        var order: [Int] = []
        for (index, path) in paths.enumerated() {
            let first = order.firstIndex { Self.lies(paths[$0], in: path) }
            order.insert(index, at: first ?? order.endIndex)
        }
        return order
    }

    public func isContainer(_ path: String) -> Bool {
        paths.contains { Self.lies($0, in: path) }
    }

    /// How many layers the layer lies in; one outside of all listed ones counts its path's points.
    public func depth(of path: String) -> Int {
        guard let outer = innermost(around: path) else {
            return path.count { $0 == "." }
        }
        return depth(of: outer) + 1
    }

    /// The listed layer that a path lies in, the innermost of several.
    public func innermost(around path: String) -> String? {
        paths.filter { Self.lies(path, in: $0) }.max { $0.count < $1.count }
    }

    private static func lies(_ inner: String, in outer: String) -> Bool {
        inner != outer && (outer.isEmpty || inner.hasPrefix(outer + "."))
    }
}
