internal import Foundation
internal import Glibc
internal import ZeroMQ

/// The files: how they are written, and who may be able to read and replace them.
extension KeyDirectory {
    /// What changes when somebody changes the list, also where a link leads elsewhere now.
    struct Stamp: Hashable, Sendable {
        var device: UInt64
        var file: UInt64
        var size: Int64
        var seconds: Int
        var nanoseconds: Int
    }

    /// No file of keys is larger.
    private static let sizeLimit = 1 << 20

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func exists(_ name: String) -> Bool { access(file(name), F_OK) == 0 }

    static func isPlain(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7a).contains($0 | 0x20) || $0 == 0x2d
                || $0 == 0x2e || $0 == 0x5f
        }
        return isPlain && !name.isEmpty && name.utf8.count <= 64 && !name.hasPrefix(".")
    }

    /// Nil where there is no list at the moment. The corresponding C function is `stat`.
    var listStamp: Stamp? {
        var found = stat()
        guard stat(file("authorized"), &found) == 0 else { return nil }
        return Stamp(
            device: UInt64(found.st_dev), file: UInt64(found.st_ino), size: Int64(found.st_size),
            seconds: found.st_mtim.tv_sec, nanoseconds: found.st_mtim.tv_nsec)
    }

    func write(_ pair: CurveKeyPair, as name: String) throws {
        try write("public: \(pair.publicKey)\nsecret: \(pair.secret)\n", to: "\(name).key")
        try write("public: \(pair.publicKey)\n", to: "\(name).pub")
    }

    /// Written beside and renamed, so that nobody ever reads half a file or an open one.
    func write(_ text: String, to name: String) throws {
        guard !isLink(name) else {
            throw CoordinationError(
                .keys,
                "\(file(name)) is a link, as Kubernetes mounts a Secret: change what it is "
                    + "mounted from instead")
        }
        let draft = file(".\(name).\(UUID().uuidString)")
        let made = FileManager.default.createFile(
            atPath: draft, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard made, rename(draft, file(name)) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(draft)
            throw CoordinationError(.keys, "cannot write \(file(name)): \(reason)")
        }
    }

    /// Keeps others from changing the list meanwhile, until the descriptor is closed. The
    /// corresponding C function is `flock`.
    func locked() throws -> Int32 {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else {
            if descriptor >= 0 { close(descriptor) }
            throw missing(path)
        }
        return descriptor
    }

    /// Reads a file after a look at what was opened, not at what bears its name by then.
    func read(_ name: String) throws -> String {
        let path = file(name)
        let isMounted = isLink(name) || isReadOnly
        if isMounted {
            try requireSettled(URL(filePath: path).deletingLastPathComponent().path)
            try requireSettled(
                URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent().path)
        } else {
            try requireClosed(self.path)
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw missing(path) }
            throw CoordinationError(
                .keys, "cannot read \(path): \(String(cString: strerror(errno)))")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var found = stat()
        guard fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG,
            found.st_size <= Self.sizeLimit
        else { throw CoordinationError(.keys, "\(path) is no file of keys") }
        try judge(found.st_mode & 0o7777, of: path, isMounted: isMounted)
        guard let bytes = try? handle.readToEnd() ?? Data(),
            let text = String(bytes: bytes, encoding: .utf8)
        else { throw CoordinationError(.keys, "cannot read \(path)") }
        return text
    }

    private func isLink(_ name: String) -> Bool {
        var found = stat()
        return lstat(file(name), &found) == 0 && found.st_mode & S_IFMT == S_IFLNK
    }

    /// The corresponding C function is `statvfs`.
    private var isReadOnly: Bool {
        var found = statvfs()
        return statvfs(path, &found) == 0 && found.f_flag & UInt(ST_RDONLY) != 0
    }

    /// A mounted file is often the group's to read, so that a pod without root can; then nobody may
    /// write it.
    private func judge(_ mode: mode_t, of path: String, isMounted: Bool) throws {
        let isShared = isMounted && mode & 0o337 == 0 && mode & 0o040 != 0
        guard mode & 0o077 == 0 || isShared else {
            throw tooOpen(path, mode, isMounted ? "400, or 440 with a group of its own" : "600")
        }
    }

    /// Others may not even list the folder.
    private func requireClosed(_ folder: String) throws {
        var found = stat()
        guard stat(folder, &found) == 0 else { throw missing(folder) }
        guard found.st_mode & 0o077 == 0 else { throw tooOpen(folder, found.st_mode, "700") }
    }

    /// Others cannot put another file in the place of one in the folder.
    private func requireSettled(_ folder: String) throws {
        var (found, system) = (stat(), statvfs())
        guard stat(folder, &found) == 0, statvfs(folder, &system) == 0 else {
            throw missing(folder)
        }
        let isSticky = found.st_mode & S_ISVTX != 0
        guard found.st_mode & 0o022 == 0 || isSticky || system.f_flag & UInt(ST_RDONLY) != 0 else {
            throw tooOpen(folder, found.st_mode, "755")
        }
    }

    private func tooOpen(_ path: String, _ mode: mode_t, _ wanted: String) -> CoordinationError {
        CoordinationError(
            .keys,
            "\(path) is open to other users (mode \(String(mode & 0o7777, radix: 8))): run "
                + "chmod \(wanted) \(path)")
    }

    private func missing(_ path: String) -> CoordinationError {
        CoordinationError(
            .keys,
            "\(path) is missing: make keys with `preflight keys init --keys DIR`, or copy it from "
                + "the coordinator's host")
    }
}
