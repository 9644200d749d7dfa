internal import Foundation

/// Hands one value from a thread that starts to the one that waits for it.
public final class Announcement<Value: Sendable>: Sendable {
    private let condition = NSCondition()
    // Read and written only between `lock` and `unlock` of the condition.
    nonisolated(unsafe) private var value: Value?

    public init() {}

    /// Gives the value; what was given first stays.
    public func announce(_ value: Value) {
        condition.lock()
        if self.value == nil { self.value = value }
        condition.broadcast()
        condition.unlock()
    }

    /// Waits for the value.
    public func wait() -> Value {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let value { return value }
            condition.wait()
        }
    }
}
