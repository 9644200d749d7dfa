internal import Foundation

/// How many processes the kernel has killed for their memory in this process's control group.
enum MemoryKills {
    /// The count so far; 0 where the kernel does not tell.
    static var count: Int {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("oom_kill ") })
        else { return 0 }
        return Int(line.dropFirst("oom_kill ".count)) ?? 0
    }

    /// Inside a container the group's own path may not be there: then its root is the group.
    private static let file: String = {
        let groups = (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? ""
        let line = groups.split(separator: "\n").first { $0.hasPrefix("0::") }
        let own = "/sys/fs/cgroup\(line?.dropFirst(3) ?? "")/memory.events"
        return FileManager.default.fileExists(atPath: own)
            ? own : "/sys/fs/cgroup/memory.events"
    }()
}
