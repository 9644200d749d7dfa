internal import Foundation

/// What the folder of a store lies on.
enum FileSystem {
    /// Those on which SQLite's locks and log cannot be relied on, as Linux names them.
    private static let remote: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "lustre", "gpfs", "beegfs", "ceph", "9p", "afs",
        "ocfs2", "gfs2", "glusterfs", "fuse.glusterfs", "fuse.sshfs", "fuse.ceph", "orangefs",
    ]

    /// A sentence about a folder on another host's disk; empty for a local one.
    static func warning(of folder: String) -> String {
        let table = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
        let path = URL(filePath: folder).resolvingSymlinksInPath().path
        return warning(of: path, mounts: table)
    }

    /// - Parameter mounts: the lines of `/proc/self/mountinfo`: the fifth word is where something
    ///   is mounted, the word behind ` - ` its kind.
    static func warning(of folder: String, mounts: String) -> String {
        var found = (point: "", kind: "")
        for line in mounts.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 6, let dash = words.firstIndex(of: "-"), dash + 1 < words.count
            else { continue }
            let point = words[4].replacingOccurrences(of: "\\040", with: " ")
            let isAbove = point == "/" || folder == point || folder.hasPrefix(point + "/")
            // Of two on one point the later one hides the earlier.
            if isAbove, point.utf8.count >= found.point.utf8.count {
                found = (point, String(words[dash + 1]))
            }
        }
        guard remote.contains(found.kind) else { return "" }
        return "the store's folder \(folder) lies on a network file system (\(found.kind)): its "
            + "locks and its log cannot be relied on there; choose a local disk with --store"
    }
}
