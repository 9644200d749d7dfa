public import ArgumentParser
internal import Checks
internal import Experiments
internal import Foundation
internal import Jobs
internal import Networks
internal import Reports
internal import Tensors
internal import Training

/// `preflight evaluate FILE --weights W`
public struct EvaluateCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Judge trained weights on the validation rows.",
        discussion: """
            Several files of weights are an ensemble: their predictions are averaged. --draws \
            averages over that many of the random changes of the file's data.augment as well \
            (test-time augmentation). --prune sets the smallest weights to 0 and --quantize rounds \
            those of linear layers to 8 bits, and tell what that costs.

            Precision, recall and F1 are macro averages: plain means over the classes, or labels, \
            that the rows have. AUC is that of the second of two classes, else the mean of each \
            class against the rest. Each number has its interval of 95 %.
            """)

    @OptionGroup var options: LocalOptions

    @Option(help: "A file of weights or a checkpoint; given several times: an ensemble.")
    var weights: [String]

    @Option(help: "Average over this many random changes of each row.")
    var draws: Int?

    @Option(help: "Also judge without this share of each layer's smallest weights.")
    var prune: Double?

    @Option(help: "Also judge with linear layers of 8-bit weights.")
    var quantize: Quantization?

    @Option(help: "A folder for the report as a page, as JSON and as Markdown.")
    var output: String?

    enum Quantization: String, ExpressibleByArgument, CaseIterable {
        case int8
    }

    public init() {}

    public func validate() throws {
        if let draws, !(1...10_000).contains(draws) {
            throw ValidationError("--draws takes 1 to 10000, not \(draws)")
        }
        if let prune, !(0...1).contains(prune) {
            throw ValidationError("--prune takes a share from 0 to 1, not \(prune)")
        }
    }

    public func run() throws {
        try ExitCodes.reporting {
            let experiment = try LocalExperiment(options, job: "evaluate")
            try experiment.recipe.requireSoundTargets()
            let network = experiment.recipe.network()
            let members = try weights.map { try Self.member($0, of: network) }
            for path in weights { warnOfSplit(path, experiment) }
            var judged = [try judge("as trained", members, network, experiment)]
            if let prune {
                let pruned = members.map { network.pruned($0, share: prune) }
                judged.append(
                    try judge(
                        "\(Figure.text(prune * 100)) % pruned", pruned, network, experiment))
            }
            if let quantize {
                guard network.quantized().quantizedLayers.count > 0 else {
                    throw UsageError("--quantize: \(options.file) has no linear layer")
                }
                judged.append(
                    try judge(quantize.rawValue, members, network, experiment) { $0.quantized() })
            }
            try LocalExperiment.show(judged.map(\.answer), json: options.json) { words(judged) }
            if let output { try write(judged, experiment, in: output) }
        }
    }

    private static func member(_ path: String, of network: Network) throws -> Snapshot {
        let weights = try network.weights(file: TrainingFolder.contents(path), path: path)
        if let name = network.firstNonFinite(in: weights) {
            throw UsageError(
                "\(path): tensor \"\(name)\" holds numbers that are NaN or infinite: such weights "
                    + "judge nothing; take those of a training that did not diverge")
        }
        return weights
    }

    /// A fraction held out by another seed is of other rows, many of which were trained on.
    private func warnOfSplit(_ path: String, _ experiment: LocalExperiment) {
        guard case .fraction = experiment.specification.data.validation,
            let seed = TrainingFolder.seed(ofWeights: path), seed != experiment.seed
        else { return }
        FileHandle.standardError.say(
            "preflight: warning: \(path) was trained with seed \(seed), which held out other rows "
                + "than seed \(experiment.seed) does: it is judged on rows that it learned from; "
                + "give --seed \(seed), or validation files")
    }

    /// One form of the weights.
    private struct Judged {
        let form: JudgedForm
        let answer: EvaluationAnswer
    }

    private func judge(
        _ name: String, _ members: [Snapshot], _ network: Network,
        _ experiment: LocalExperiment, as form: (Network) -> Network = { $0 }
    ) throws -> Judged {
        if draws != nil, experiment.specification.data.augmentation.isEmpty {
            throw UsageError(
                "--draws averages over the random changes of data.augment, but \(options.file) has "
                    + "none")
        }
        let found = try experiment.recipe.evaluate(members, draws: draws, as: form)
        let judged = JudgedForm(name, found, of: experiment.recipe)
        return Judged(
            form: judged,
            answer: EvaluationAnswer(
                judged, sparsity: network.sparsity(members),
                weightBytes: members.count * form(network).weightBytes))
    }

    /// All forms' metrics in one table; of the weights as they are also the classes and what they
    /// were taken for.
    private func words(_ judged: [Judged]) -> String {
        let first = judged[0].form
        var parts = [LocalExperiment.text(table(judged))]
        parts += first.notes.map { LocalExperiment.text($0) }
        if let table = first.classTable { parts.append(LocalExperiment.text(table)) }
        if let confusion = first.confusion {
            parts.append(LocalExperiment.text(confusion.table(first.labels)))
            parts.append(LocalExperiment.text(confusion.sentence(first.labels)))
        }
        return parts.joined(separator: "\n\n")
    }

    private func table(_ judged: [Judged]) -> Table {
        let first = judged[0].form
        let isOne = judged.count == 1
        let sizes = [
            ["zeros %"]
                + judged.map { Figure.text(($0.answer.sparsity * 1000).rounded() / 10) },
            ["size"] + judged.map { Figure.bytes($0.answer.weightBytes) },
        ]
        return Table(
            name: (weights.count == 1 ? "" : "\(weights.count) weights, ")
                + "judged on \(first.extent)" + (isOne ? "" : ", with intervals of 95 %"),
            columns: ["metric"] + judged.map(\.form.name) + (isOne ? ["interval of 95 %"] : []),
            rows: first.names.map { name in
                [name]
                    + judged.flatMap {
                        let (value, interval) = ($0.form.value(name), $0.form.interval(name))
                        return isOne ? [value, interval] : ["\(value) (\(interval))"]
                    }
            } + sizes.map { $0 + (isOne ? [""] : []) })
    }

    /// The first layer's weights, and what a member makes of the first row.
    private func pictures(_ experiment: LocalExperiment) throws -> [Picture] {
        let network = experiment.recipe.network()
        network.restore(try Self.member(weights[0], of: network))
        return NetworkPictures.pictures(of: network, on: experiment.recipe)
    }

    /// Writes the report of the evaluation as `report.json`, `report.html` and `report.md`.
    private func write(
        _ judged: [Judged], _ experiment: LocalExperiment, in output: String
    ) throws {
        let started = Date()
        let pictures = try pictures(experiment)
        let names =
            ["evaluation"]
            + judged.dropFirst().map {
                "evaluation-" + $0.form.name.replacing(/[^a-z0-9]+/, with: "-")
            }
        let records = zip(names, judged).enumerated().map { index, pair in
            JobRecord(
                job: PlannedJob(name: pair.0, checks: [pair.0]), path: TreePath(index),
                outcome: .findings([
                    pair.1.form.finding(pair.0, pictures: index == 0 ? pictures : [])
                ]))
        }
        let submission = RunSubmission(
            kind: .check, program: PreflightVersion.program,
            experiment: experiment.specification.name, file: experiment.input.fileHash,
            data: experiment.input.data, seed: experiment.seed, jobs: records.map(\.job))
        let folder = try OutputFolder(output, experiment: submission.experiment)
        try folder.write(
            Report(
                submission, numerics: Numerics.current.name, version: PreflightVersion.text,
                records: records),
            ExecutionReport(
                submission, run: RunID("evaluate"), numerics: Numerics.current.name,
                records: records, started: started, ended: Date()),
            [.markdown], of: options.file)
        FileHandle.standardError.say("report: \(folder.path)/report.html")
    }
}

extension Network {
    /// Returns weights without a share of each layer's smallest.
    fileprivate func pruned(_ weights: Snapshot, share: Double) -> Snapshot {
        with(weights) {
            PruningMasks(ofSmallest: share, in: self).apply(to: self)
            return snapshot()
        }
    }

    /// The share of 0 among all weights of the members.
    fileprivate func sparsity(_ members: [Snapshot]) -> Double {
        let shares = members.map { with($0) { PruningMasks(ofZerosIn: self).sparsity } }
        return shares.reduce(0, +) / Double(shares.count)
    }

    private func with<Result>(_ weights: Snapshot, _ body: () -> Result) -> Result {
        let own = snapshot()
        defer { restore(own) }
        restore(weights)
        return body()
    }
}
