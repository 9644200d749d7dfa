internal import Foundation

/// A folder that belongs to one process for as long as that lives, whatever host or container it
/// runs in: it holds the lock of a file inside, which the kernel releases when it dies.
///
/// Whoever has the lock of the file that lies there under its name has the folder. Between making a
/// folder and locking it, another process may take it for one that was left behind: then its maker
/// finds the file locked or gone, and makes another folder.
package final class LockedFolder: Sendable {
    package let path: String
    private let descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    /// The corresponding C function is `close`, which releases the lock.
    deinit { close(descriptor) }

    /// Makes a new folder whose name begins with `prefix`.
    package static func make(
        _ prefix: String, below parent: String
    ) throws(HostTrouble) -> LockedFolder {
        var code: Int32 = 0
        for _ in 0..<16 {
            let name = prefix + String(UInt64.random(in: 0 ... .max), radix: 16)
            let path = (parent as NSString).appendingPathComponent(name)
            guard mkdir(path, 0o700) == 0 else {
                code = errno
                if code == EEXIST { continue }
                break
            }
            switch lock(path) {
            case .taken(let descriptor), .unknown(let descriptor):
                return LockedFolder(path: path, descriptor: descriptor)
            case .others:
                code = EAGAIN
            case .failed(let reason):
                code = reason
                rmdir(path)
            }
        }
        throw HostTrouble("make a folder in \(parent)", code: code)
    }

    /// Takes over the folders whose owners are gone.
    package static func abandoned(_ prefix: String, below parent: String) -> [LockedFolder] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.filter { $0.hasPrefix(prefix) }.sorted().compactMap { name in
            let path = (parent as NSString).appendingPathComponent(name)
            guard isOwn(path) else { return nil }
            switch lock(path) {
            case .taken(let descriptor): return LockedFolder(path: path, descriptor: descriptor)
            case .unknown(let descriptor):
                // Nobody can tell whether its owner lives.
                close(descriptor)
                return nil
            case .others, .failed: return nil
            }
        }
    }

    /// Leaves it to whoever comes next.
    package func unlock() { _ = flock(descriptor, LOCK_UN) }

    /// Removes the folder with all that is in it.
    package func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Whether this user made it: another's, or a link to elsewhere, is left alone. The
    /// corresponding C function is `lstat`.
    package static func isOwn(_ path: String) -> Bool {
        var found = stat()
        return lstat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
            && found.st_uid == geteuid()
    }

    private enum Lock {
        case taken(Int32)
        /// The file system knows no locks.
        case unknown(Int32)
        /// Another process has the folder, or has removed it.
        case others
        case failed(Int32)
    }

    /// The corresponding C functions are `flock`, `fstat` and `stat`.
    private static func lock(_ folder: String) -> Lock {
        let file = folder + "/lock"
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return errno == ENOENT ? .others : .failed(errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            if errno != EWOULDBLOCK { return .unknown(descriptor) }
            close(descriptor)
            return .others
        }
        var (own, there) = (stat(), stat())
        guard fstat(descriptor, &own) == 0, stat(file, &there) == 0, own.st_ino == there.st_ino,
            own.st_dev == there.st_dev
        else {
            close(descriptor)
            return .others
        }
        return .taken(descriptor)
    }
}
