internal import Foundation
internal import Synchronization

/// A file's bytes where the page cache has them: all processes of a host that map it share one
/// copy.
///
/// Pages that were read count as this process's memory until they are given back; they stay in the
/// page cache, so that reading them again costs next to nothing.
final class MappedFile: Sendable {
    /// So many bytes stay mapped in before all are given back.
    private static let largestResidence = 32 << 20

    /// Where they begin: a number, as nothing is ever written there.
    private let address: UInt
    let count: Int
    private let touched = Atomic<Int>(0)

    /// Maps the file at `path`; nil where it can't be opened or mapped, or is empty.
    init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0,
            let base = mmap(
                nil, Int(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0),
            base != MAP_FAILED
        else { return nil }
        address = UInt(bitPattern: base)
        count = Int(status.st_size)
    }

    deinit { munmap(UnsafeMutableRawPointer(bitPattern: address), count) }

    /// Valid as long as this object is there.
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count))
    }

    /// Notes that about `count` bytes were read, and gives all pages back where it is much.
    func noteReading(_ count: Int) {
        let sum = touched.add(count, ordering: .relaxed).newValue
        guard sum > Self.largestResidence else { return }
        touched.store(0, ordering: .relaxed)
        madvise(UnsafeMutableRawPointer(bitPattern: address), self.count, MADV_DONTNEED)
    }
}
