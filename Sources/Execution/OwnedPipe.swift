internal import CProcesses
internal import Foundation

/// A pipe whose ends no other child inherits, and which closes what nobody took.
final class OwnedPipe {
    private(set) var reading: Int32 = -1
    private(set) var writing: Int32 = -1

    /// The corresponding C function is `pipe2`.
    init() throws(HostTrouble) {
        var ends: [Int32] = [-1, -1]
        guard preflight_pipe(&ends) == 0 else {
            throw HostTrouble("make a pipe to a compute process", code: errno)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        closeReading()
        closeWriting()
    }

    func closeReading() {
        if reading >= 0 { close(reading) }
        reading = -1
    }

    func closeWriting() {
        if writing >= 0 { close(writing) }
        writing = -1
    }

    func takeReading() -> Int32 {
        defer { reading = -1 }
        return reading
    }

    func takeWriting() -> Int32 {
        defer { writing = -1 }
        return writing
    }
}
