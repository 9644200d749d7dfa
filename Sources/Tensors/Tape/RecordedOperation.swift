/// What one operation of a recording region holds in memory, for summaries of networks.
package struct RecordedOperation {
    /// Bytes of its result; 0 where that is another name for the same values.
    package let resultBytes: Int
    /// The values that its derivative will read.
    package let saved: [Tensor]

    /// Those of the open region so far, in the order in which they were computed.
    package static var ofOpenTape: [RecordedOperation] {
        guard let tape = ThreadState.current.pointee.tape else { return [] }
        return (0..<tape.pointee.count).map { number in
            let node = tape.pointee.nodes + number
            let saved = node.pointee.saved
            return RecordedOperation(
                resultBytes: node.pointee.isOfItsOwn
                    ? node.pointee.layout.count * node.pointee.type.size : 0,
                saved: [saved.0, saved.1, saved.2, saved.3].compactMap { $0 })
        }
    }

    /// How many operations the open region has recorded up to the one that made `tensor`; 0 where
    /// none did.
    package static func count(through tensor: Tensor) -> Int {
        guard let tape = ThreadState.current.pointee.tape else { return 0 }
        return Int(tensor.number(in: tape.pointee.region)) + 1
    }
}

extension Node {
    /// Whether its result has memory of its own, and so has the gradient with respect to it.
    fileprivate var isOfItsOwn: Bool { operation != .leaf && operation != .reshaped }
}

extension Tensor {
    /// Names the memory of the values as long as they live; equal for tensors that share it.
    package var storage: ObjectIdentifier { ObjectIdentifier(buffer) }

    package var bytes: Int { count * type.size }
}
