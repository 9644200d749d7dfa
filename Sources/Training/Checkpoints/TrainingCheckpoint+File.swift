public import Foundation
internal import Networks
internal import Tensors

/// Checkpoints as safetensors files: each parameter under its path, as other tools expect it, and
/// beside them what the training remembers, under names with a slash, which no path has.
extension TrainingLoop {
    private static let format = "preflight.checkpoint/1"
    private var optimizerName: String { String(describing: Swift.type(of: optimizer)) }

    /// Returns the training's state between two steps as the bytes of a safetensors file.
    public func checkpointFile() -> Data {
        let checkpoint = checkpoint()
        let names = network.parameters.map(\.name)
        var tensors = zip(names, checkpoint.parameters.values).map { (name: $0, tensor: $1) }
        func add(_ folder: String, _ values: [Tensor?]) {
            for (name, value) in zip(names, values) {
                if let value { tensors.append((name: "\(folder)/\(name)", tensor: value)) }
            }
        }
        let entries = checkpoint.optimizer.entries
        add("optimizer.first", entries.map(\.first))
        add("optimizer.second", entries.map(\.second))
        add("average", checkpoint.average)
        add("mask", checkpoint.masks?.values ?? [])
        for (name, numbers) in checkpoint.numbers {
            tensors.append(
                (
                    name: "training/\(name)",
                    tensor: Tensor(numbers, shape: [numbers.count], type: .float64)
                ))
        }
        return SafetensorsFile.bytes(
            of: tensors, metadata: ["format": Self.format, "optimizer": optimizerName])
    }

    /// Goes to the moment of a checkpoint's file. Nothing changes where it does not fit.
    ///
    /// - Parameter path: what errors call the file.
    /// - Throws: `CheckpointError` where the file is damaged, or not of a training like this one.
    public mutating func restore(file data: Data, path: String) throws(CheckpointError) {
        let file = try SafetensorsFile(data, path: path)
        for (key, wanted) in [("format", Self.format), ("optimizer", optimizerName)]
        where file.metadata[key] != wanted {
            throw CheckpointError(
                file: path, place: "metadata",
                problem: "\"\(key)\" is \(file.metadata[key] ?? "missing"), not \(wanted)")
        }
        var reading = CheckpointReading(
            file: file, parameters: network.parameters, kept: optimizer.kept)
        let checkpoint = try reading.checkpoint(tally: EpochTally(objective.loss, scored: isScored))
        let epoch = checkpoint.position.epoch
        let batches = loader.batchCount(rows: loader.rows(epoch: epoch).count)
        if checkpoint.position.batch >= max(batches, 1) {
            throw CheckpointError(
                file: path, place: "tensor \"training/position\"",
                problem: "batch \(checkpoint.position.batch) of an epoch of \(batches) batches")
        }
        if checkpoint.average.isEmpty == (average != nil), checkpoint.position.step > 0 {
            throw CheckpointError(
                file: path, place: "header",
                problem: average == nil
                    ? "its weights are averaged, those of this training are not"
                    : "it lacks the averages of the weights")
        }
        if (checkpoint.scale == nil) != (scale == nil) {
            throw CheckpointError(
                file: path, place: "tensor \"training/loss-scale\"",
                problem: scale == nil
                    ? "its loss is scaled, that of this training is not"
                    : "its loss is not scaled, that of this training is")
        }
        restore(checkpoint)
    }
}

extension TrainingCheckpoint {
    /// All that is no tensor, as numbers.
    fileprivate var numbers: [(String, [Double])] {
        func numbers(_ waiting: Patience) -> [Double] {
            [Double(waiting.waited)] + (waiting.best.map { [$0] } ?? [])
        }
        return [
            ("position", [position.step, position.epoch, position.batch].map(Double.init)),
            ("optimizer-steps", optimizer.entries.map { Double($0.steps) }),
            ("optimizer-products", optimizer.entries.map(\.product)),
            ("schedule", [memory.reductions, memory.cooldown].map(Double.init)),
            ("schedule-patience", numbers(memory.patience)),
            ("stopping-patience", numbers(waiting)),
            ("last-loss", lastLoss.map { [$0] } ?? []),
            ("tally", tally.numbers),
            ("loss-scale", scale?.numbers ?? []),
        ]
    }
}
