internal import CKernels

extension Tensor {
    /// Puts `value` around this tensor: `before[i]` and `after[i]` times along axis i.
    public func padded(before: [Int], after: [Int], value: Double = 0) -> Tensor {
        require(
            before.count == rank && after.count == rank && (before + after).allSatisfy { $0 >= 0 },
            "padded: before \(before) and after \(after) do not give each axis of the shape"
                + " \(layout) a number of 0 or more")
        var setting = Node.Setting()
        for axis in 0..<rank { setting.whole[axis] = Int32(before[axis]) }
        let shape = Shape(rank: rank) { before[$0] + layout[$0] + after[$0] }
        let result = Tensor(filling: shape, value, type)
        copy(
            layout.strides, to: result, at: offset(setting, shape), shape.strides, over: layout)
        return result.recorded(.padded, self, setting: setting)
    }
}

/// How many values of a padded tensor come before the first one that it surrounds.
private func offset(_ setting: Node.Setting, _ padded: Shape) -> Int {
    let strides = padded.strides
    return (0..<padded.rank).reduce(0) { $0 + Int(setting.whole[$1]) * strides[$1] }
}

extension Backward {
    mutating func padded(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let shape = layout(of: node.inputs.0)
        let result = Tensor(uninitialized: shape, gradient.type)
        gradient.copy(
            from: offset(node.setting, gradient.layout), gradient.layout.strides, to: result,
            shape.strides, over: shape)
        add(result, to: node.inputs.0)
    }
}
