internal import Foundation
internal import Jobs

/// One result on disk: the hash of what follows on a line of its own, then the result's JSON.
struct SpoolFile {
    private static let ending = ".result"

    let path: String

    init(of attempt: AttemptID, in folder: String) {
        path = folder + "/" + Self.name(of: attempt)
    }

    static func name(of attempt: AttemptID) -> String {
        ContentHash(of: Data(attempt.description.utf8)).text.prefix(32) + ending
    }

    /// Writes the file and returns its bytes.
    @discardableResult
    func write(_ result: JobResult, _ calls: FileCalls) throws -> Int {
        let body = try CanonicalJSON.encode(result)
        let bytes = Data("\(ContentHash(of: body))\n".utf8) + body
        try calls.replace(path, with: bytes)
        return bytes.count
    }

    static func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted()
    }

    /// The results in a folder, the oldest first. What is damaged is removed, and of too many the
    /// oldest.
    static func results(in folder: String, _ say: (String) -> Void) -> [JobResult] {
        let paths = names(in: folder).map { folder + "/" + $0 }
            .sorted { (age($0), $0) < (age($1), $1) }
        var kept: [JobResult] = []
        var bytes = 0
        var dropped = 0
        for path in paths.reversed() {
            guard let data = try? Data(contentsOf: URL(filePath: path)),
                let result = result(in: data), kept.count < Spool.countLimit,
                bytes + data.count <= Spool.byteLimit
            else {
                unlink(path)
                dropped += 1
                continue
            }
            bytes += data.count
            kept.append(result)
        }
        if dropped > 0 { say(words(dropped, in: folder)) }
        return kept.reversed()
    }

    static func words(_ count: Int, in folder: String) -> String {
        "\(count) results that no coordinator acknowledged were given up in \(folder), and their "
            + "jobs run again: at most \(Spool.countLimit) whole ones of "
            + "\(Spool.byteLimit >> 20) MiB are kept there"
    }

    private static func result(in data: Data) -> JobResult? {
        guard let end = data.firstIndex(of: 0x0A) else { return nil }
        let body = Data(data[(end + 1)...])
        guard ContentHash(of: body).text == String(decoding: data[..<end], as: UTF8.self) else {
            return nil
        }
        return try? CanonicalJSON.decode(JobResult.self, from: body)
    }

    static func size(of path: String) -> Int {
        var found = stat()
        return stat(path, &found) == 0 ? Int(found.st_size) : 0
    }

    /// The corresponding C function is `stat`.
    private static func age(_ path: String) -> Int {
        var found = stat()
        guard stat(path, &found) == 0 else { return 0 }
        return found.st_mtim.tv_sec * 1_000_000_000 + found.st_mtim.tv_nsec
    }
}
