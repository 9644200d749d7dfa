internal import Foundation
internal import Jobs

/// The attempts that run now: for each slot a record of fixed length, its JSON and spaces. It tells
/// of a process's death, not of a power cut, so it need not be synced.
final class RunningFile {
    private static let length = 2048

    private let path: String
    private var descriptor: Int32

    init(at path: String, slots: Int) throws(HostTrouble) {
        self.path = path
        descriptor = try FileCalls.system.opened(path, O_RDWR | O_CREAT | O_TRUNC)
        let empty = Data(repeating: 0x20, count: slots * Self.length)
        try FileCalls.system.write(empty, to: descriptor, of: path, at: 0)
    }

    deinit { remove() }

    /// The corresponding C function is `pwrite`; a record within one page is never half written.
    func write(_ attempt: AttemptID?, at slot: Int) {
        guard descriptor >= 0 else { return }
        var record = attempt.flatMap { try? CanonicalJSON.encode($0) } ?? Data()
        if record.count > Self.length { record = Data() }
        record.append(Data(repeating: 0x20, count: Self.length - record.count))
        _ = record.withUnsafeBytes {
            pwrite(descriptor, $0.baseAddress, $0.count, off_t(slot * Self.length))
        }
    }

    /// An orderly end: nothing runs.
    func remove() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlink(path)
    }

    /// What a file says: slots and their attempts.
    static func attempts(at path: String) -> [(slot: Int, attempt: AttemptID)] {
        let data = (try? Data(contentsOf: URL(filePath: path))) ?? Data()
        return (0..<data.count / length).compactMap { slot in
            let record = Data(data[slot * length..<(slot + 1) * length])
            return (try? CanonicalJSON.decode(AttemptID.self, from: record)).map { (slot, $0) }
        }
    }
}
