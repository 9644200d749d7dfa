internal import Glibc

/// Keeps freed buffers for the next tensor of about their size, so that training allocates nothing
/// after its first step.
///
/// Sizes are rounded up to four steps per power of two. Each size class is a stack: what was freed
/// last is handed out first, while it is still in the processor's cache. A free buffer's first
/// bytes point to the next one. Every buffer has `slack` bytes beyond its capacity for the kernels,
/// so that powers of two, the most common sizes, fill theirs.
struct BufferPool {
    static let slack = 64
    private static let classes = 160
    /// Buffers from here on are aligned to, and asked of the kernel as, huge pages.
    private static let hugePage = 2 << 20

    private let free: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    /// What one operation after the other works in; it grows to what the largest needs.
    private var working: (address: UnsafeMutableRawPointer, sizeClass: Int)?
    /// Bytes obtained from the system and not given back.
    private(set) var allocatedBytes = 0

    init() {
        free = .allocate(capacity: Self.classes)
        free.initialize(repeating: nil, count: Self.classes)
    }

    /// The class whose capacity, `capacity(of:)`, is the smallest that holds `bytes`.
    @inline(__always)
    static func sizeClass(of bytes: Int) -> Int {
        let size = max(bytes, 256) - 1
        let exponent = Int.bitWidth - 1 - size.leadingZeroBitCount
        return (exponent - 7) * 4 + (size >> (exponent - 2)) - 3
    }

    static func capacity(of sizeClass: Int) -> Int {
        let index = sizeClass + 3
        return (index % 4 + 5) << (index / 4 + 7 - 3)
    }

    @inline(__always)
    mutating func take(bytes: Int) -> (UnsafeMutableRawPointer, Int) {
        let sizeClass = Self.sizeClass(of: bytes)
        guard let address = free[sizeClass] else { return (allocate(sizeClass), sizeClass) }
        free[sizeClass] = address.load(as: UnsafeMutableRawPointer?.self)
        return (address, sizeClass)
    }

    @inline(__always)
    mutating func give(_ address: UnsafeMutableRawPointer, sizeClass: Int) {
        address.storeBytes(of: free[sizeClass], as: UnsafeMutableRawPointer?.self)
        free[sizeClass] = address
    }

    /// Memory for one operation's own use until it ends; the next one gets the same.
    mutating func workingMemory(bytes: Int) -> UnsafeMutableRawPointer {
        let sizeClass = Self.sizeClass(of: bytes)
        if let working, working.sizeClass >= sizeClass { return working.address }
        releaseWorking()
        let address = allocate(sizeClass)
        working = (address, sizeClass)
        return address
    }

    private mutating func releaseWorking() {
        guard let working else { return }
        Glibc.free(working.address)
        allocatedBytes -= Self.capacity(of: working.sizeClass)
        self.working = nil
    }

    @inline(never)
    private mutating func allocate(_ sizeClass: Int) -> UnsafeMutableRawPointer {
        let capacity = Self.capacity(of: sizeClass)
        let alignment = capacity >= Self.hugePage ? Self.hugePage : 64
        var address: UnsafeMutableRawPointer?
        let status = posix_memalign(&address, alignment, capacity + Self.slack)
        guard status == 0, let address else {
            fatalError("no memory for a tensor of \(capacity) bytes")
        }
        // Whole huge pages alone: the slack must not cost one more.
        let pages = capacity / Self.hugePage
        if pages > 0 { madvise(address, pages * Self.hugePage, MADV_HUGEPAGE) }
        allocatedBytes += capacity
        return address
    }

    /// Gives all free buffers back to the system.
    mutating func releaseUnused() {
        releaseWorking()
        for sizeClass in 0..<Self.classes {
            while let address = free[sizeClass] {
                free[sizeClass] = address.load(as: UnsafeMutableRawPointer?.self)
                Glibc.free(address)
                allocatedBytes -= Self.capacity(of: sizeClass)
            }
        }
    }

    mutating func destroy() {
        releaseUnused()
        free.deallocate()
    }
}
