/// A named tensor that training changes: the only class of the engine that others see.
///
/// Layers hold parameters and compute with `tracked`; networks find them by reflection.
public final class Parameter {
    /// The present value, off the tape, whose shape stays what it is.
    public var value: Tensor

    /// False for what a layer keeps but training does not differentiate, such as running means.
    public let isTrainable: Bool

    /// Whether training leaves this parameter as it is: `tracked` then records nothing.
    public var isFrozen = false

    /// The region that read this parameter last, its leaf node there and that leaf's number.
    private var region: UInt32 = 0
    private var node: Int32 = -1
    var leaf = 0

    /// Makes a parameter of a value of any shape; what records `value` is left out.
    public init(_ value: Tensor, trainable: Bool = true) {
        self.value = value.detached
        isTrainable = trainable
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
