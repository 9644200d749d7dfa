/// What a reduction takes together: a tensor's values as [outer, extent, inner], of which the
/// middle goes.
struct AxisGroup {
    let outer: Int
    let extent: Int
    let inner: Int

    init(_ outer: Int, _ extent: Int, _ inner: Int) {
        self.outer = outer
        self.extent = extent
        self.inner = inner
    }

    /// The group that a node keeps.
    init(_ setting: Node.Setting) {
        self.init(Int(setting.whole[0]), Int(setting.whole[1]), Int(setting.whole[2]))
    }

    var setting: Node.Setting {
        var setting = Node.Setting()
        setting.whole[0] = Int32(outer)
        setting.whole[1] = Int32(extent)
        setting.whole[2] = Int32(inner)
        return setting
    }
}

/// A tensor and what to reduce of it: the tensor asked for, or one whose axes to be reduced were
/// brought together at the end.
struct Reducible {
    let tensor: Tensor
    let group: AxisGroup
    /// Of the result.
    let shape: Shape

    /// `axes` may count from the end; nil stands for all.
    init(_ x: Tensor, _ axes: [Int]?, keepingAxes: Bool, _ name: StaticString) {
        var isReduced = SIMD8<Int32>(repeating: axes == nil ? 1 : 0)
        for axis in axes ?? [] {
            let place = x.layout.place(of: axis, name)
            require(
                isReduced[place] == 0,
                "\(name): the axes \(axes ?? []) of the shape \(x.layout) name one twice")
            isReduced[place] = 1
        }
        let reduced = (0..<x.rank).filter { isReduced[$0] == 1 }
        let kept = (0..<x.rank).filter { isReduced[$0] == 0 }
        shape =
            keepingAxes
            ? Shape(rank: x.rank) { isReduced[$0] == 1 ? 1 : x.layout[$0] }
            : Shape(rank: kept.count) { x.layout[kept[$0]] }
        let first = reduced.first { x.layout[$0] != 1 } ?? 0
        let last = reduced.last { x.layout[$0] != 1 } ?? -1
        let isTogether = kept.allSatisfy { $0 < first || $0 > last || x.layout[$0] == 1 }
        let product = { (axes: [Int]) in axes.reduce(1) { $0 * x.layout[$1] } }
        if isTogether {
            tensor = x
            group = AxisGroup(
                product(kept.filter { $0 < first }), product(reduced),
                product(kept.filter { $0 > last }))
        } else {
            tensor = x.permuted(kept + reduced)
            group = AxisGroup(product(kept), product(reduced), 1)
        }
    }
}
