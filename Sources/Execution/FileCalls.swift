package import Foundation

/// The calls by which files are written, so that a test can let them fail.
package struct FileCalls: Sendable {
    package var open: @Sendable (String, Int32, mode_t) -> Int32
    package var write: @Sendable (Int32, UnsafeRawBufferPointer, off_t) -> Int
    package var sync: @Sendable (Int32) -> Int32
    package var rename: @Sendable (String, String) -> Int32

    /// The corresponding C functions are `open`, `pwrite`, `fsync` and `rename`.
    package static let system = FileCalls(
        open: { Foundation.open($0, $1, $2) },
        write: { pwrite($0, $1.baseAddress, $1.count, $2) },
        sync: { fsync($0) },
        rename: { Foundation.rename($0, $1) })

    /// Opens a file of this process alone.
    func opened(_ path: String, _ flags: Int32) throws(HostTrouble) -> Int32 {
        let descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let deed = flags & (O_WRONLY | O_RDWR) == 0 ? "read" : "write to"
            throw HostTrouble("\(deed) \(Self.folder(path))", code: errno)
        }
        return descriptor
    }

    /// Writes all of `data`, however many calls it takes.
    func write(
        _ data: Data, to descriptor: Int32, of path: String, at offset: Int
    ) throws(HostTrouble) {
        var code: Int32 = 0
        data.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                let count = write(descriptor, rest, off_t(offset + done))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    code = count < 0 ? errno : ENOSPC
                    return
                }
                done += count
            }
        }
        if code != 0 { throw HostTrouble("write to \(Self.folder(path))", code: code) }
    }

    /// Writes a file that is whole on disk, or not there.
    func replace(_ path: String, with data: Data) throws(HostTrouble) {
        let draft = path + ".new"
        let descriptor = try opened(draft, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(descriptor) }
        do throws(HostTrouble) {
            try write(data, to: descriptor, of: path, at: 0)
            guard sync(descriptor) == 0, rename(draft, path) == 0 else {
                throw HostTrouble("write to \(Self.folder(path))", code: errno)
            }
        } catch {
            unlink(draft)
            throw error
        }
    }

    private static func folder(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
    }
}
