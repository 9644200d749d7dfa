internal import CKernels

extension Tensor {
    /// Returns `scale` x + `offset`.
    public func scaled(by scale: Double, plus offset: Double = 0) -> Tensor {
        let result = another()
        loops.pointee.affine(address, result.address, count, scale, offset)
        var setting = Node.Setting()
        setting.number = scale
        return result.recorded(.affine, self, setting: setting)
    }

    /// Negates every element.
    public static prefix func - (x: Tensor) -> Tensor { x.scaled(by: -1) }

    /// Adds a number to every element.
    public static func + (x: Tensor, number: Double) -> Tensor { x.scaled(by: 1, plus: number) }

    /// Adds a number to every element.
    public static func + (number: Double, x: Tensor) -> Tensor { x.scaled(by: 1, plus: number) }

    /// Subtracts a number from every element.
    public static func - (x: Tensor, number: Double) -> Tensor { x.scaled(by: 1, plus: -number) }

    /// Subtracts every element from a number.
    public static func - (number: Double, x: Tensor) -> Tensor { x.scaled(by: -1, plus: number) }

    /// Multiplies every element by a number.
    public static func * (x: Tensor, number: Double) -> Tensor { x.scaled(by: number) }

    /// Multiplies every element by a number.
    public static func * (number: Double, x: Tensor) -> Tensor { x.scaled(by: number) }

    /// Divides every element by a number.
    public static func / (x: Tensor, number: Double) -> Tensor { x.scaled(by: 1 / number) }

    /// Divides a number by every element.
    public static func / (number: Double, x: Tensor) -> Tensor {
        Tensor(filling: Shape(), number, x.type) / x
    }
}

extension Backward {
    mutating func affine(_ node: borrowing Node, _ gradient: consuming Tensor) {
        let result = gradient.reusable()
        gradient.loops.pointee.affine(
            gradient.address, result.address, gradient.count, node.setting.number, 0)
        add(result, to: node.inputs.0)
    }
}
