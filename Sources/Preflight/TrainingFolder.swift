internal import Foundation
internal import Jobs
internal import Training

/// Where a training leaves its weights, what it needs to go on, and its record.
struct TrainingFolder {
    let path: String

    private func file(_ name: String) -> String { "\(path)/\(name)" }
    var weights: String { file("weights.safetensors") }
    private var checkpoint: String { file("checkpoint.safetensors") }
    private var record: String { file("training.json") }

    /// Writes the record, then the checkpoint, each whole or not at all; a record of an epoch more
    /// than the checkpoint is cut on reading.
    func write(_ record: TrainingRecord, _ loop: TrainingLoop) throws {
        try write(CanonicalJSON.encodePretty(record), to: self.record)
        try write(loop.checkpointFile(), to: checkpoint)
    }

    /// Writes the weights that are judged: averaged ones where the settings ask for them.
    func writeWeights(_ loop: TrainingLoop) throws {
        try write(loop.withAveragedWeights { loop.network.weightsFile() }, to: weights)
    }

    /// - Throws: `UsageError` where a training's weights are in the folder already. A record alone
    ///   is that of a training which never completed an epoch.
    func requireFresh() throws {
        if FileManager.default.fileExists(atPath: checkpoint) {
            throw UsageError(
                "\(path) holds a training already: go on with it by --resume, or name another "
                    + "folder")
        }
        if FileManager.default.fileExists(atPath: weights) {
            throw UsageError("\(weights) is there already: name another folder")
        }
    }

    /// Brings a fresh training to where the one in this folder is.
    /// - Returns: the record up to there.
    func resume(_ loop: inout TrainingLoop, as wanted: TrainingRecord) throws -> TrainingRecord {
        let bytes = try Self.contents(record)
        guard var found = try? CanonicalJSON.decode(TrainingRecord.self, from: bytes) else {
            throw UsageError("\(record) is no record of a training")
        }
        if let objection = found.objection(to: wanted) {
            throw UsageError("the training in \(path) cannot go on: \(objection)")
        }
        guard FileManager.default.fileExists(atPath: checkpoint) else {
            throw UsageError(
                "the training in \(path) completed no epoch: begin it again without --resume")
        }
        try loop.restore(file: Self.contents(checkpoint), path: checkpoint)
        if found.history.count > loop.position.epoch {
            found.history.removeLast(found.history.count - loop.position.epoch)
            found.state = .unfinished
        }
        return found
    }

    /// The seed of the training that left weights at `path`, where its record is beside them.
    static func seed(ofWeights path: String) -> UInt64? {
        let folder = URL(filePath: path).deletingLastPathComponent()
        return (try? Data(contentsOf: folder.appending(path: "training.json"))).flatMap {
            try? CanonicalJSON.decode(TrainingRecord.self, from: $0).seed
        }
    }

    static func contents(_ path: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw UsageError("cannot read \(path): \(error.systemReason)")
        }
    }

    private func write(_ bytes: Data, to path: String) throws {
        do {
            try bytes.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw UsageError("cannot write \(path): \(error.systemReason)")
        }
    }
}
