/// The memory that the calling thread's tensors use.
public enum TensorMemory {
    /// Bytes obtained from the system: those of live tensors and those kept for the next ones.
    public static var allocatedBytes: Int { ThreadState.current.pointee.pool.allocatedBytes }

    /// Gives what no tensor uses back to the system, as between two jobs of different sizes.
    public static func releaseUnused() { ThreadState.current.pointee.pool.releaseUnused() }
}
