import Execution
import Foundation
import Jobs
import Tensors
import Testing

/// The reference job's digests stand in the sources: `PREFLIGHT_RECORD_GOLDENS=1` writes them anew.
/// Whoever changes bits on purpose records them, and nobody else needs to.
@Suite struct CanaryTests {
    private static let golden = Canary.golden[Numerics.fused.name] ?? [:]
    private static let isFused = Numerics.offered.contains(.fused)

    @Test(.enabled(if: isFused))
    func `the reference job gives the recorded digests`() throws {
        let found = withNumerics(.fused) { ReferenceJob.parts() }
        if ProcessInfo.processInfo.environment["PREFLIGHT_RECORD_GOLDENS"] == "1" {
            try Self.record(found)
            Issue.record("recorded: run again without PREFLIGHT_RECORD_GOLDENS")
        }
        #expect(found.count >= 16 && Set(found.values).count == found.count)
        #expect(found == Self.golden)
        #expect(Canary.differences(found, Self.golden).isEmpty)
    }

    @Test(arguments: [3, 4])
    func `every instruction set gives the recorded digests`(level: Int) {
        guard let found = withVectorLevel(level, .fused, { ReferenceJob.parts() }) else { return }
        #expect(found == Self.golden)
    }

    @Test(.enabled(if: isFused))
    func `other loops give other digests, in every part that computes`() throws {
        let found = withNumerics(.openBLAS) { ReferenceJob.parts() }
        let parts = Canary.differences(found, Self.golden)
        #expect(
            Set(["convolutions", "elementwise", "losses", "products", "reductions", "sequences"])
                .isSubset(of: parts))
        #expect(parts.count { $0.hasPrefix("training/") } >= 8)
        #expect(!parts.contains("moving"))
    }

    @Test(.enabled(if: Numerics.offered.contains(.fusedBfloat16)))
    func `the processor's own products of bfloat16 differ in that part alone`() {
        let found = withNumerics(.fusedBfloat16) { ReferenceJob.parts() }
        #expect(Canary.differences(found, Self.golden) == ["bfloat16"])
    }

    private static func record(_ digests: CanaryDigests) throws {
        let lines = digests.sorted { $0.key < $1.key }
            .map { "            \"\($0.key)\": \"\($0.value)\",\n" }
        let text = """
            extension Canary {
                /// What the reference job gives, by numerics: recorded with
                /// PREFLIGHT_RECORD_GOLDENS=1 by `CanaryTests`, never written by hand.
                public static let golden: [String: CanaryDigests] = [
                    "\(Numerics.fused.name)": [
            \(lines.joined())        ]
                ]
            }

            """
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try Data(text.utf8).write(to: root.appending(path: "Sources/Jobs/Canary+Golden.swift"))
    }
}
