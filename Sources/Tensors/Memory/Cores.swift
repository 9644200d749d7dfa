internal import CKernels

/// How many cores the operations of the calling thread use.
///
/// Results do not depend on it: every value is computed as one core computes it, whichever does.
public enum Cores {
    /// The cores in use: 1 until `use` asks for more.
    public static var used: Int { Int(kernel_team_lanes()) }

    /// Gives the operations of the calling thread `count` cores, its own included, and returns how
    /// many the system granted. The threads end with the calling thread.
    @discardableResult
    public static func use(_ count: Int) -> Int {
        require((1...256).contains(count), "a thread uses 1 to 256 cores, not \(count)")
        _ = ThreadState.current
        return Int(kernel_team_resize(Int32(count)))
    }
}
