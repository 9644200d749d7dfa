import Foundation
import Tensors
import Testing
import Workloads

@Suite struct MemoryTests {
    /// In a process of its own, whose memory no other test uses.
    @Test func `ten thousand steps leave memory where a hundred left it`() async {
        await #expect(processExitsWith: .success) {
            var workload = Workload(7)
            for _ in 0..<100 { workload.step() }
            let (tensors, resident) = (TensorMemory.allocatedBytes, Self.residentBytes)
            for _ in 100..<10_000 { workload.step() }
            precondition(resident > 1_000_000, "no resident memory: \(resident)")
            precondition(TensorMemory.allocatedBytes == tensors, "tensors took memory")
            let growth = Self.residentBytes - resident
            precondition(growth < 200_000, "\(growth) bytes were kept")
        }
    }

    /// What of this process lies in memory; 0 where the system does not say.
    private static var residentBytes: Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = fields.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(getpagesize())
    }
}
