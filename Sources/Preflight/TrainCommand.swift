internal import Experiments
public import ArgumentParser
internal import Foundation
internal import Jobs
internal import Tensors
internal import Training

/// `preflight train FILE`
public struct TrainCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train an experiment's network here and keep its weights.",
        discussion: """
            The output folder gets weights.safetensors, training.json with every epoch's metrics, \
            and after each epoch checkpoint.safetensors, from which --resume goes on: the weights \
            are then the same, to the bit, as if it had never stopped. Ctrl-C ends after the \
            current epoch; twice at once. A training that becomes NaN or infinite ends with 3.
            """)

    @OptionGroup var options: LocalOptions

    @Option(help: "The folder for the weights.")
    var output: String?

    @Flag(help: "Go on with the training in the folder --output.")
    var resume = false

    @Option(help: "Stop once so many epochs are completed; --resume goes on.")
    var stopAfter: Int?

    public init() {}

    public func validate() throws {
        if resume, output == nil {
            throw ValidationError("--resume needs the training's folder: name it with --output")
        }
        if let stopAfter, stopAfter < 1 {
            throw ValidationError("--stop-after takes 1 or more epochs, not \(stopAfter)")
        }
    }

    public func run() throws {
        try ExitCodes.reporting {
            let interrupts = Interrupts()
            let experiment = try LocalExperiment(options, job: "train")
            var loop = try experiment.recipe.wholeTraining()
            var record = TrainingRecord(
                experiment: experiment.specification.name, file: experiment.input.fileHash,
                data: experiment.input.data, seed: experiment.seed, version: PreflightVersion.text,
                numerics: Numerics.current.name)
            let folder = TrainingFolder(
                path: try OutputFolder(output, experiment: record.experiment).path)
            if resume {
                record = try folder.resume(&loop, as: record)
            } else {
                try folder.requireFresh()
            }
            let epochs = experiment.specification.training.epochs
            loop.observers.append(
                TrainingObserver(step: { _ in if interrupts.count > 1 { Self.leave() } }))
            while record.state == .unfinished, loop.position.epoch < (stopAfter ?? epochs),
                interrupts.count == 0
            {
                try trainEpoch(&loop, &record, of: experiment, in: folder)
            }
            if record.state != .infeasible { try folder.writeWeights(loop) }
            try LocalExperiment.show(record, json: options.json) { Self.words(record, folder) }
            if record.state == .infeasible { throw ExitCodes.incomplete }
            if interrupts.count > 0, record.state == .unfinished { throw ExitCodes.interrupted }
        }
    }

    /// Trains one epoch, tells its metrics and keeps what is needed to go on.
    private func trainEpoch(
        _ loop: inout TrainingLoop, _ record: inout TrainingRecord,
        of experiment: LocalExperiment, in folder: TrainingFolder
    ) throws {
        let epochs = experiment.specification.training.epochs
        let start = ContinuousClock.now
        let result = loop.run(epochs: loop.position.epoch + 1)
        record.history += result.history.map {
            TrialResult.Epoch(epoch: $0.epoch, metrics: $0.metrics)
        }
        if let epoch = result.history.last {
            let time = Figure.seconds(start.duration(to: .now) / .seconds(1))
            FileHandle.standardError.say(
                "epoch \(epoch.epoch)/\(epochs): "
                    + Self.words(epoch.metrics, of: Self.headline(experiment)) + " (\(time))")
        }
        switch result.ending {
        case .infeasible(let reason):
            record.state = .infeasible
            record.reason = "\(reason)"
        case .stopped: record.state = .stopped
        case .completed: record.state = loop.position.epoch >= epochs ? .completed : .unfinished
        }
        if record.state != .infeasible { try folder.write(record, loop) }
    }

    private static func leave() -> Never { Foundation.exit(130) }

    /// What a line for an epoch has room for: losses and scores, and by what the file goes.
    private static func headline(_ experiment: LocalExperiment) -> Set<String> {
        var names: Set<String> = [
            "training-loss", "training-accuracy", "validation-loss", "validation-accuracy",
            "validation-r2",
        ]
        if let metric = experiment.input.file.searchPlan?.metric { names.insert(metric) }
        if let metric = experiment.specification.training.earlyStopping?.metric {
            names.insert(metric)
        }
        if case .scalar(.text(let metric))? = experiment.specification.schedule.settings["metric"] {
            names.insert(metric)
        }
        return names
    }

    private static func words(_ metrics: [String: Double], of names: Set<String>? = nil) -> String {
        metrics.filter { names?.contains($0.key) ?? true }.sorted { $0.key < $1.key }
            .map { "\($0.key) \(Figure.text($0.value))" }.joined(separator: ", ")
    }

    private static func words(_ record: TrainingRecord, _ folder: TrainingFolder) -> String {
        switch record.state {
        case .infeasible: "infeasible: \(record.reason ?? "")"
        case .unfinished:
            "stopped after epoch \(record.history.count): \(words(record.metrics))\n"
                + "weights: \(folder.weights); go on with --resume --output \(folder.path)"
        case .completed, .stopped:
            "\(record.state == .stopped ? "stopped early after" : "trained for") "
                + "\(record.history.count) epochs: \(words(record.metrics))\n"
                + "weights: \(folder.weights)"
        }
    }
}
