internal import ArgumentParser
internal import Foundation

/// How the cores of this host are dealt out to slots.
struct SlotCores: ParsableArguments {
    @Option(
        name: .customLong("cores-per-slot"),
        help: "Cores that one job may use (default: 1); no result depends on it.")
    var count = 1

    func validate() throws {
        guard (1...256).contains(count) else {
            throw ValidationError("--cores-per-slot takes 1 to 256, not \(count)")
        }
    }

    /// As many slots as this host has cores for.
    var slots: Int { max(1, ProcessInfo.processInfo.activeProcessorCount / count) }
}
