internal import Foundation
internal import Jobs
internal import Reports

/// Where a run's reports go.
struct OutputFolder {
    let path: String
    private let isNew: Bool

    /// Makes the folder that was named, or a new one below `preflight-runs`.
    init(_ named: String?, experiment: String) throws {
        let plain = String(
            experiment.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
        let mark = String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16)
        path = named ?? "preflight-runs/\(plain)-\(mark)"
        isNew = !FileManager.default.fileExists(atPath: path)
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw UsageError("cannot make the output folder \(path): \(error.systemReason)")
        }
    }

    /// Takes the folder away where it was made for a run that then could not be; the store of a run
    /// that `began` stays.
    func removeIfWithoutReport(began: Bool) {
        let kept = ["report.json"] + (began ? ["store.sqlite"] : [])
        guard isNew,
            !kept.contains(where: {
                FileManager.default.fileExists(atPath: "\(path)/\($0)")
            })
        else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The place of a store without records of earlier runs.
    func freshStore() throws -> String {
        let store = path + "/store.sqlite"
        for file in [store, store + "-wal", store + "-shm", store + "-ledger"] {
            try? FileManager.default.removeItem(atPath: file)
        }
        return store
    }

    /// Writes `execution.json` and the report in these forms, `report.json` and `report.html` in
    /// any case; each file whole or not at all.
    func write(
        _ report: Report, _ execution: ExecutionReport, _ formats: [ReportFormat], of file: String?
    ) throws {
        var files = [("execution.json", try execution.encoded())]
        for format in ReportFormat.allCases
        where formats.contains(format) || format == .json || format == .html {
            let text = try format.text(report, execution: execution, file: file)
            files.append((format.fileName, Data(text.utf8)))
        }
        for (name, bytes) in files {
            do {
                try bytes.write(to: URL(filePath: path).appending(path: name), options: .atomic)
            } catch {
                throw UsageError("cannot write \(path)/\(name): \(error.systemReason)")
            }
        }
    }
}
