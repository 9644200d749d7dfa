internal import Foundation
package import Jobs

extension Failure {
    /// What a dead compute process's wait status and last words tell.
    ///
    /// - Parameters:
    ///   - lostMemory: whether the kernel killed for memory in this process's lifetime.
    ///   - hasBegun: whether the process has said that it takes jobs. One whose program could not
    ///     even be started, code 127, tells of its host and not of a job.
    package init(
        status: Int32, lastWords: String, lostMemory: Bool = false, hasBegun: Bool = true
    ) {
        let signal = status & 0x7f
        let lines = lastWords.split(separator: "\n").suffix(8).joined(separator: "\n")
        let end = lines.isEmpty ? "" : "; its last words:\n\(lines)"
        if signal != 0 {
            let isMemory =
                Self.memoryWords.contains { lastWords.lowercased().contains($0) }
                || signal == SIGKILL && lostMemory
            self.init(
                isMemory ? .outOfMemory : .crashed,
                "the compute process was ended by signal \(signal) "
                    + "(\(String(cString: strsignal(signal))))\(end)")
        } else if !hasBegun, status >> 8 & 0xff == 127 {
            self.init(.hostTrouble, "the host cannot start a compute process\(end)")
        } else {
            self.init(
                .crashed, "the compute process ended with code \((status >> 8) & 0xff)\(end)")
        }
    }

    /// How Swift's, C's and C++'s runtimes and OpenBLAS say that memory ran out.
    private static let memoryWords = [
        "out of memory", "cannot allocate", "could not allocate", "failed to allocate",
        "unable to allocate", "memory allocation failed", "bad_alloc",
    ]
}
