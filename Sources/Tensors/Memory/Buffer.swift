/// The memory of one tensor, lent by the thread's pool and given back when nothing refers to it.
final class Buffer {
    let address: UnsafeMutableRawPointer
    private let sizeClass: Int

    @inline(__always)
    init(bytes: Int) {
        (address, sizeClass) = ThreadState.current.pointee.pool.take(bytes: bytes)
    }

    deinit {
        ThreadState.current.pointee.pool.give(address, sizeClass: sizeClass)
    }
}
