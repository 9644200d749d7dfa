public import ArgumentParser
internal import Experiments
internal import Foundation
internal import Jobs
internal import Networks
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
            try LocalExperiment.show(judged, json: options.json) {
                LocalExperiment.text(table(judged, rows: experiment.recipe.validation.count))
            }
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

    /// The metrics of one form of the weights.
    private struct Judged: Encodable {
        let form: String
        let metrics: [String: Double]
        /// The share of 0 among the weights of more than one axis.
        let sparsity: Double
        /// What the weights of all members take in memory.
        let weightBytes: Int
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
        return Judged(
            form: name, metrics: found.metrics(prefix: "validation"),
            sparsity: network.sparsity(members),
            weightBytes: members.count * form(network).weightBytes)
    }

    private func table(_ judged: [Judged], rows: Int) -> Table {
        let names = judged.flatMap(\.metrics.keys).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }.sorted()
        return Table(
            name: weights.count == 1
                ? "judged on \(rows) rows" : "\(weights.count) weights, judged on \(rows) rows",
            columns: ["weights"] + names + ["zeros %", "size"],
            rows: judged.map { form in
                [form.form] + names.map { form.metrics[$0].map { Figure.text($0) } ?? "" }
                    + [
                        Figure.text((form.sparsity * 1000).rounded() / 10),
                        Figure.bytes(form.weightBytes),
                    ]
            })
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
