/// Opens a recording region on this thread and runs `body` in it.
///
/// What `body` computes from `parameter.tracked` and `tensor.tracked()` is recorded, so that
/// `loss.gradients()` can be asked for inside. Leaving the region gives the memory that recording
/// held back to the pool; tensors and gradients that `body` returns keep their values. A region
/// inside another one records on its own: to it, tensors of the outer one are constants.
public func withTape<Result>(_ body: () throws -> Result) rethrows -> Result {
    let state = ThreadState.current
    state.pointee.regions &+= 1
    let tape = UnsafeMutablePointer<Tape>.allocate(capacity: 1)
    tape.initialize(to: Tape(region: state.pointee.regions, outer: state.pointee.tape))
    state.pointee.tape = tape
    defer {
        state.pointee.tape = tape.pointee.outer
        tape.pointee.clear()
        tape.deinitialize(count: 1)
        tape.deallocate()
    }
    return try body()
}

/// Runs `body` without recording, inside a region too.
public func withoutTape<Result>(_ body: () throws -> Result) rethrows -> Result {
    let state = ThreadState.current
    let tape = state.pointee.tape
    state.pointee.tape = nil
    defer { state.pointee.tape = tape }
    return try body()
}

/// What one recording region holds: plain nodes in one contiguous array, in the order in which they
/// were computed. Nodes refer to one another by number, so releasing them never recurses.
struct Tape {
    struct Leaf {
        let node: Int32
        let parameter: Parameter?
    }

    let region: UInt32
    let outer: UnsafeMutablePointer<Tape>?
    private(set) var nodes: UnsafeMutablePointer<Node>
    private(set) var count = 0
    private var capacity = 64
    private(set) var leaves: [Leaf] = []

    init(region: UInt32, outer: UnsafeMutablePointer<Tape>?) {
        self.region = region
        self.outer = outer
        nodes = .allocate(capacity: capacity)
    }

    /// Appends a node and returns its number.
    @inline(__always)
    mutating func add(_ node: consuming Node) -> Int32 {
        if count == capacity { grow() }
        (nodes + count).initialize(to: node)
        count += 1
        return Int32(truncatingIfNeeded: count - 1)
    }

    mutating func addLeaf(_ value: Tensor, _ parameter: Parameter?) -> (node: Int32, leaf: Int) {
        let node = add(Node(.leaf, value.layout, value.type))
        leaves.append(Leaf(node: node, parameter: parameter))
        return (node, leaves.count - 1)
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Node>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: nodes, count: count)
        nodes.deallocate()
        nodes = larger
        capacity *= 2
    }

    mutating func clear() {
        nodes.deinitialize(count: count)
        nodes.deallocate()
        count = 0
    }
}
