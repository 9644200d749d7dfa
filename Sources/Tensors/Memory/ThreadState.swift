internal import CKernels
internal import Glibc

/// What the engine keeps per thread: the loops to run, the buffer pool, and the open tapes.
struct ThreadState {
    var loops = Loops(.ofNewThread)
    var pool = BufferPool()
    /// Of the products that are computed and recorded now.
    var precision = Precision.float32
    /// The innermost open recording region.
    var tape: UnsafeMutablePointer<Tape>?
    /// A closed region's tape, to be used again.
    var spareTape: UnsafeMutablePointer<Tape>?
    /// The number of regions opened so far; tensors carry it to show which region recorded them.
    var regions: UInt32 = 0

    var numerics: Numerics { loops.numerics }

    /// The calling thread's state.
    @inline(__always)
    static var current: UnsafeMutablePointer<ThreadState> {
        if let state = kernel_get_thread_state() {
            return state.assumingMemoryBound(to: ThreadState.self)
        }
        return make()
    }

    @inline(never)
    private static func make() -> UnsafeMutablePointer<ThreadState> {
        let state = UnsafeMutablePointer<ThreadState>.allocate(capacity: 1)
        state.initialize(to: ThreadState())
        kernel_set_thread_state(state)
        pthread_setspecific(ending, state)
        return state
    }

    /// Frees a thread's pool and ends its team when the thread ends.
    private static let ending: pthread_key_t = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key) { state in
            guard let state else { return }
            let typed = state.assumingMemoryBound(to: ThreadState.self)
            typed.pointee.spareTape?.deinitialize(count: 1)
            typed.pointee.spareTape?.deallocate()
            typed.pointee.pool.destroy()
            kernel_team_resize(1)
            kernel_set_thread_state(nil)
            typed.deallocate()
        }
        require(status == 0, "pthread_key_create failed with \(status)")
        return key
    }()
}

/// The vector loops for values of `type` on this thread.
@inline(__always)
func kernels(_ type: ScalarType) -> UnsafePointer<KernelTable> {
    let state = ThreadState.current
    return type == .float32 ? state.pointee.loops.single : state.pointee.loops.double
}
