internal import Foundation
internal import Jobs

extension Failure {
    /// What a dead compute process's wait status and last words tell.
    init(status: Int32, lastWords: String) {
        let signal = status & 0x7f
        let lines = lastWords.split(separator: "\n").suffix(8).joined(separator: "\n")
        let end = lines.isEmpty ? "" : "; its last words:\n\(lines)"
        if signal != 0 {
            let isMemory =
                lastWords.contains("llocat") || lastWords.contains("out of memory")
                || signal == SIGKILL && Self.wasOutOfMemory
            self.init(
                isMemory ? .outOfMemory : .crashed,
                "the compute process was ended by signal \(signal) "
                    + "(\(String(cString: strsignal(signal))))\(end)")
        } else {
            self.init(
                .crashed, "the compute process ended with code \((status >> 8) & 0xff)\(end)")
        }
    }

    /// Whether the kernel has killed a process of this control group for its memory.
    private static var wasOutOfMemory: Bool {
        guard
            let events = try? String(
                contentsOfFile: "/sys/fs/cgroup/memory.events", encoding: .utf8),
            let line = events.split(separator: "\n").first(where: { $0.hasPrefix("oom_kill ") }),
            let count = Int(line.split(separator: " ")[1])
        else { return false }
        return count > 0
    }
}
