internal import Foundation
internal import Jobs

/// What this host allows a process, as far as a worker minds.
enum HostLimits {
    static func findings() -> [DoctorFinding] {
        [
            files, processes, memory(), space(NSTemporaryDirectory(), "temporary folder"),
            processor,
        ]
    }

    private static func limit(_ which: __rlimit_resource) -> UInt {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(which.rawValue), &limit) == 0 else { return .max }
        // The supervisor raises its own limit as far as it may.
        return UInt(limit.rlim_max)
    }

    private static func figure(_ limit: UInt) -> String {
        limit >= UInt(Int.max) ? "unlimited" : "\(limit)"
    }

    /// A slot needs some ten, the sockets more.
    private static var files: DoctorFinding {
        let files = limit(RLIMIT_NOFILE)
        let words = "open files: \(figure(files))"
        return files >= 1024
            ? DoctorFinding(.ok, "limits", words)
            : DoctorFinding(
                files < 128 ? .problem : .warning, "limits", words,
                advice: "raise it (ulimit -n, LimitNOFILE=) to 1024 or more")
    }

    private static var processes: DoctorFinding {
        let processes = limit(__RLIMIT_NPROC)
        let cores = UInt(ProcessInfo.processInfo.activeProcessorCount)
        let words = "processes and threads: \(figure(processes))"
        return processes >= 64 + 16 * cores
            ? DoctorFinding(.ok, "limits", words)
            : DoctorFinding(
                .warning, "limits", words + ", and a slot for each of \(cores) cores needs more",
                advice: "raise it (ulimit -u, TasksMax=), or give --slots fewer")
    }

    /// That of the control group, where one is set.
    static func memory(below root: String = "/sys/fs/cgroup") -> DoctorFinding {
        var lowest = UInt.max
        let own =
            (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8))?
            .split(separator: "\n").first { $0.hasPrefix("0::") }.map { String($0.dropFirst(3)) }
            ?? "/"
        var path = URL(filePath: root + own)
        while path.path.hasPrefix(root) {
            let text = try? String(
                contentsOf: path.appending(path: "memory.max"), encoding: .utf8)
            if let text, let bytes = UInt(text.trimmingCharacters(in: .whitespacesAndNewlines)) {
                lowest = min(lowest, bytes)
            }
            path.deleteLastPathComponent()
        }
        let host = UInt(ProcessInfo.processInfo.physicalMemory)
        let bytes = min(lowest, host)
        let words =
            "memory: \(size(bytes))" + (lowest < host ? " (limit of the control group)" : "")
        return bytes >= 1 << 30
            ? DoctorFinding(.ok, "limits", words)
            : DoctorFinding(
                .warning, "limits", words,
                advice: "a slot takes some 200 MB besides its data: raise the limit, or give "
                    + "--slots fewer")
    }

    static func space(_ folder: String, _ name: String) -> DoctorFinding {
        var found = statvfs()
        guard statvfs(folder, &found) == 0, access(folder, W_OK) == 0 else {
            return DoctorFinding(
                .problem, "space",
                "the \(name) \(folder) cannot be written: \(String(cString: strerror(errno)))",
                advice: "set TMPDIR to a folder that this user can write")
        }
        let bytes = UInt(found.f_bavail) * UInt(found.f_frsize)
        let words = "\(size(bytes)) free in the \(name) \(folder)"
        return bytes >= 1 << 30
            ? DoctorFinding(.ok, "space", words)
            : DoctorFinding(
                bytes < 100 << 20 ? .problem : .warning, "space", words,
                advice: "data and results pass through it: free some, or set TMPDIR to another")
    }

    private static var processor: DoctorFinding {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let flags = text.split(separator: "\n").first { $0.hasPrefix("flags") }?
            .split(separator: " ")
        guard let flags else {
            return DoctorFinding(.ok, "cpu", "no x86-64 processor: its own numerics")
        }
        guard flags.contains("avx2"), flags.contains("fma") else {
            return DoctorFinding(
                .warning, "cpu", "the processor has no AVX2 or no FMA",
                advice: "it computes other bits than processors that have both, and slowly: runs "
                    + "that those began are not given to it")
        }
        return DoctorFinding(
            .ok, "cpu", "AVX2 and FMA" + (flags.contains("avx512f") ? ", AVX-512" : ""))
    }

    private static func size(_ bytes: UInt) -> String {
        let gibibytes = Double(bytes) / Double(1 << 30)
        return gibibytes >= 1
            ? String(format: "%.1f GiB", gibibytes) : "\(bytes >> 20) MiB"
    }
}
