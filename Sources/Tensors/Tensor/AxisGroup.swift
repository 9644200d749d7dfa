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
            let index = x.layout.index(of: axis, name)
            require(
                isReduced[index] == 0,
                "\(name): the axes \(axes ?? []) of the shape \(x.layout) name one twice")
            isReduced[index] = 1
        }
        self.init(x, isReduced, keepingAxes: keepingAxes)
    }

    /// The same for one axis.
    init(_ x: Tensor, axis: Int, keepingAxes: Bool, _ name: StaticString) {
        var isReduced = SIMD8<Int32>(repeating: 0)
        isReduced[x.layout.index(of: axis, name)] = 1
        self.init(x, isReduced, keepingAxes: keepingAxes)
    }

    /// Axes of extent 1 keep nothing apart.
    private init(_ x: Tensor, _ isReduced: SIMD8<Int32>, keepingAxes: Bool) {
        var order = SIMD8<Int32>(repeating: 0)
        var (kept, outer, extent, inner) = (0, 1, 1, 1)
        var (hasBegun, isTogether) = (false, true)
        for axis in 0..<x.rank {
            let size = x.layout[axis]
            if isReduced[axis] == 1 {
                if size != 1 && hasBegun && inner != 1 { isTogether = false }
                hasBegun = hasBegun || size != 1
                extent *= size
            } else {
                order[kept] = Int32(axis)
                kept += 1
                if hasBegun { inner *= size } else { outer *= size }
            }
        }
        shape =
            keepingAxes
            ? Shape(rank: x.rank) { isReduced[$0] == 1 ? 1 : x.layout[$0] }
            : Shape(rank: kept) { x.layout[Int(order[$0])] }
        if isTogether {
            tensor = x
            group = AxisGroup(outer, extent, inner)
            return
        }
        for axis in 0..<x.rank where isReduced[axis] == 1 {
            order[kept] = Int32(axis)
            kept += 1
        }
        tensor = x.permuted(order: order)
        group = AxisGroup(outer * inner, extent, 1)
    }
}
