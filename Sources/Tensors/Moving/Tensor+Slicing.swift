internal import CKernels

extension Tensor {
    /// The part of this tensor with indices `range` along `axis`, or every `step`th of them.
    public func sliced(axis: Int, _ range: Range<Int>, step: Int = 1) -> Tensor {
        let axis = layout.index(of: axis, "sliced")
        require(
            range.lowerBound >= 0 && range.upperBound <= layout[axis] && step >= 1,
            "sliced: \(range) by \(step) is not within axis \(axis) of the shape \(layout)")
        let extent = (range.count + step - 1) / step
        let result = Tensor(uninitialized: layout.replacing(axis, with: extent), type)
        let window = Window(layout, axis, range.lowerBound, step)
        copy(
            from: window.start, window.strides, to: result, result.layout.strides,
            over: result.layout)
        return result.recorded(.sliced, self, setting: window.setting)
    }

    /// Slices that follow one another along `axis`, of the given extents, which sum up to its own.
    public func split(axis: Int, _ extents: [Int]) -> [Tensor] {
        let axis = layout.index(of: axis, "split")
        require(
            extents.allSatisfy { $0 >= 0 } && extents.reduce(0, +) == layout[axis],
            "split: the extents \(extents) do not sum up to axis \(axis) of the shape \(layout)")
        var start = 0
        return extents.map { extent in
            defer { start += extent }
            return sliced(axis: axis, start..<(start + extent))
        }
    }

    /// As many slices along `axis`, which `parts` divides.
    public func split(axis: Int, parts: Int) -> [Tensor] {
        let axis = layout.index(of: axis, "split")
        require(
            parts > 0 && layout[axis] % parts == 0,
            "split: \(parts) parts do not divide axis \(axis) of the shape \(layout)")
        return split(axis: axis, [Int](repeating: layout[axis] / parts, count: parts))
    }
}

/// Where a slice along one axis lies in the memory of a tensor of the shape given.
struct Window {
    let start: Int
    let strides: SIMD8<Int>
    /// What a node keeps of it.
    let setting: Node.Setting

    init(_ whole: Shape, _ axis: Int, _ first: Int, _ step: Int) {
        var setting = Node.Setting()
        setting.whole[0] = Int32(axis)
        setting.whole[1] = Int32(first)
        setting.whole[2] = Int32(step)
        self.init(whole, setting)
    }

    init(_ whole: Shape, _ setting: Node.Setting) {
        var strides = whole.strides
        let axis = Int(setting.whole[0])
        start = Int(setting.whole[1]) * strides[axis]
        strides[axis] *= Int(setting.whole[2])
        self.strides = strides
        self.setting = setting
    }
}

extension Backward {
    /// Adds to the window in place, so that cutting a tensor into many slices stays linear.
    mutating func sliced(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let whole = layout(of: node.inputs.0)
        let window = Window(whole, node.setting)
        let (target, isNew) = destination(for: node.inputs.0, whole, gradient.type)
        if isNew { target.loops.pointee.fill(target.address, target.count, 0) }
        gradient.copy(
            gradient.layout.strides, to: target, at: window.start, window.strides,
            over: gradient.layout, adding: !isNew)
        put(target, for: node.inputs.0)
    }
}
