/// A named tensor that training changes: the only class of the engine that others see.
///
/// Layers hold parameters and compute with `tracked`; networks find them by reflection.
public final class Parameter {
    /// The present value, off the tape, whose shape stays what it is.
    ///
    /// An initial value that is to be drawn is drawn when it is first read, so that a layer which
    /// is only asked for its shapes costs nothing.
    public var value: Tensor {
        get { stored ?? draw() }
        set { stored = newValue }
        _modify {
            if stored == nil { draw() }
            yield &stored!
        }
    }

    /// False for what a layer keeps but training does not differentiate, such as running means.
    public let isTrainable: Bool

    /// Whether training leaves this parameter as it is: `tracked` then records nothing.
    public var isFrozen = false

    /// Nil before the initial value is drawn.
    private var stored: Tensor?
    private let initial: (shape: [Int], draw: () -> Tensor)?

    /// The region that read this parameter last, its leaf node there and that leaf's number.
    private var region: UInt32 = 0
    private var node: Int32 = -1
    var leaf = 0

    /// Makes a parameter of a value of any shape; what records `value` is left out.
    public init(_ value: Tensor, trainable: Bool = true) {
        stored = value.detached
        initial = nil
        isTrainable = trainable
    }

    /// A parameter of a shape whose initial value is drawn when it is first read.
    ///
    /// - Parameter draw: returns a tensor of this shape, the same whenever it is called.
    public init(shape: [Int], trainable: Bool = true, draw: @escaping () -> Tensor) {
        initial = (shape, draw)
        isTrainable = trainable
    }

    /// A parameter that starts at one number everywhere.
    public convenience init(_ shape: [Int], filledWith number: Double, trainable: Bool = true) {
        self.init(shape: shape, trainable: trainable) { .full(shape, number) }
    }

    /// The value's shape, known before the value is.
    public var shape: [Int] { stored?.shape ?? initial?.shape ?? [] }

    /// How many numbers the value holds.
    public var count: Int { stored?.count ?? shape.reduce(1, *) }

    @inline(never) @discardableResult
    private func draw() -> Tensor {
        guard let initial else { fatalError("a parameter has a value, or one to draw") }
        let value = withoutTape { initial.draw().detached }
        require(
            value.shape == initial.shape,
            "a parameter of shape \(initial.shape) drew a value of shape \(value.shape)")
        stored = value
        return value
    }

    /// The value as a leaf of the open tape, so that gradients with respect to this parameter can
    /// be asked for. Without an open tape, or for a frozen one, just the value.
    public var tracked: Tensor {
        guard isTrainable, !isFrozen, let tape = ThreadState.current.pointee.tape else {
            return value
        }
        var tensor = value
        tensor.region = tape.pointee.region
        if region != tape.pointee.region {
            (node, leaf) = tape.pointee.addLeaf(value, self)
            region = tape.pointee.region
        }
        tensor.node = node
        return tensor
    }
}
