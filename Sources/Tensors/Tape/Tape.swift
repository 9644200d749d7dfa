/// Opens a recording region on this thread and runs `body` in it.
///
/// What `body` computes from `parameter.tracked` and `tensor.tracked()` is recorded, so that
/// `loss.gradients()` can be asked for inside. Leaving the region gives the memory that recording
/// held back to the pool; tensors and gradients that `body` returns keep their values. A region
/// inside another one records on its own: to it, tensors of the outer one are constants.
public func withTape<Result>(_ body: () throws -> Result) rethrows -> Result {
    let state = ThreadState.current
    let tape = state.pointee.openTape()
    defer {
        tape.pointee.clear()
        state.pointee.closeTape(tape)
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
/// were computed. Nodes refer to one another by number, so releasing them never recurses. A thread
/// keeps a closed tape's arrays for the next region.
struct Tape: ~Copyable {
    struct Leaf {
        let node: Int32
        let parameter: Parameter?
    }

    var region: UInt32 = 0
    var outer: UnsafeMutablePointer<Tape>?
    /// Whether a pass has let go of what the nodes saved.
    var isReleased = false
    private(set) var nodes: UnsafeMutablePointer<Node>
    private(set) var count = 0
    private var capacity = 64
    private(set) var leaves: [Leaf] = []
    /// Room for a gradient for each node, all nil between two passes.
    private var room: UnsafeMutablePointer<Tensor?>
    private var roomCapacity = 64

    init() {
        nodes = .allocate(capacity: capacity)
        room = .allocate(capacity: roomCapacity)
        room.initialize(repeating: nil, count: roomCapacity)
    }

    deinit {
        nodes.deallocate()
        room.deallocate()
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

    /// Places for the gradients of the first `count` nodes, all nil.
    mutating func gradientRoom(_ count: Int) -> UnsafeMutablePointer<Tensor?> {
        if count > roomCapacity {
            room.deallocate()
            roomCapacity = capacity
            room = .allocate(capacity: roomCapacity)
            room.initialize(repeating: nil, count: roomCapacity)
        }
        return room
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
        for number in 0..<count { _ = (nodes + number).move() }
        count = 0
        leaves.removeAll(keepingCapacity: true)
    }
}

extension ThreadState {
    fileprivate mutating func openTape() -> UnsafeMutablePointer<Tape> {
        let opened: UnsafeMutablePointer<Tape>
        if let spare = spareTape {
            opened = spare
            spareTape = nil
        } else {
            opened = .allocate(capacity: 1)
            opened.initialize(to: Tape())
        }
        regions &+= 1
        opened.pointee.region = regions
        opened.pointee.isReleased = false
        opened.pointee.outer = tape
        tape = opened
        return opened
    }

    fileprivate mutating func closeTape(_ closed: UnsafeMutablePointer<Tape>) {
        tape = closed.pointee.outer
        if spareTape == nil {
            spareTape = closed
        } else {
            closed.deinitialize(count: 1)
            closed.deallocate()
        }
    }
}
