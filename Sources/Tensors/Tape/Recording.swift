extension Tensor {
    /// Makes this tensor a leaf of the open tape, to ask for gradients with respect to it. One that
    /// the tape already knows stays what it is.
    public func tracked() -> Tensor {
        guard let tape = ThreadState.current.pointee.tape else {
            fatalError("tracked() needs an open tape: call it inside withTape")
        }
        if number(in: tape.pointee.region) >= 0 { return self }
        var leaf = self
        leaf.region = tape.pointee.region
        leaf.node = tape.pointee.addLeaf(self, nil).node
        return leaf
    }

    /// Whether derivatives flow through this tensor in the open recording region.
    public var isTracked: Bool {
        guard let tape = ThreadState.current.pointee.tape else { return false }
        return number(in: tape.pointee.region) >= 0
    }

    @inline(__always)
    func number(in region: UInt32) -> Int32 { self.region == region ? node : -1 }

    /// This result with a node on the open tape, if there is one and an input is tracked.
    @inline(__always)
    func recorded(
        _ operation: OperationCode, _ first: Tensor, _ second: Tensor? = nil,
        _ third: Tensor? = nil, _ fourth: Tensor? = nil, saving saved0: Tensor? = nil,
        _ saved1: Tensor? = nil, _ saved2: Tensor? = nil, _ saved3: Tensor? = nil,
        setting: Node.Setting = Node.Setting()
    ) -> Tensor {
        let state = ThreadState.current
        guard let tape = state.pointee.tape else { return self }
        let region = tape.pointee.region
        let inputs = (
            first.number(in: region), second?.number(in: region) ?? -1,
            third?.number(in: region) ?? -1, fourth?.number(in: region) ?? -1
        )
        if Swift.max(inputs.0, inputs.1, inputs.2, inputs.3) < 0 { return self }
        var node = Node(operation, layout, type)
        node.inputs = inputs
        node.saved = (saved0, saved1, saved2, saved3)
        node.setting = setting
        node.precision = state.pointee.precision
        var result = self
        result.region = region
        result.node = tape.pointee.add(node)
        return result
    }
}
