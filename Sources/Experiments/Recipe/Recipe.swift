public import Datasets
public import Jobs
public import Networks
public import Randomness
internal import Tensors
public import Training

/// An experiment built and ready to run: its specification, its data and one job's random keys.
///
/// Its parts are values and closures, so that a test can put a sabotaged one in the place of any.
public struct Recipe {
    public var specification: ExperimentSpecification
    /// As they enter the network.
    public var trainingData: Dataset
    public var validationData: Dataset
    /// Statistics of the training rows before normalisation.
    public var rawColumns: [ColumnStatistics]
    /// How the values as read became these.
    public var normalizer: Normalizer
    public var training: Examples
    public var validation: Examples
    public var loss: any Loss
    /// What training learns from a teacher beside the loss; the checks that ask what the targets
    /// alone can teach leave it out.
    public var distillation: Objective.Distillation?
    /// Makes a network as specified, with fresh weights from the keys given.
    public var makeNetwork:
        (_ specification: ExperimentSpecification, _ keys: (String) -> RandomKey) -> Network
    /// The order in which an epoch's rows are taken.
    public var order: RowOrder
    /// Changes every batch before the network sees it.
    public var transform: ((Examples, _ epoch: Int, _ batch: Int) -> Examples)?
    /// The key of each purpose of this job.
    public let key: (_ purpose: String) -> RandomKey
    private let job: String
    /// Called after each step and each batch of an evaluation: a sign of life.
    public var progress: () -> Void

    /// - Parameters:
    ///   - teacher: the network that the specification's distillation learns from.
    ///   - job: the job's name, which keys all random draws.
    public init(
        _ specification: ExperimentSpecification, data: ExperimentData, teacher: Network? = nil,
        seed: UInt64, job: String, progress: @escaping () -> Void = {}
    ) {
        self.specification = specification
        trainingData = data.training
        validationData = data.validation
        rawColumns = data.rawColumns
        normalizer = data.normalizer
        training = data.training.examples
        validation = data.validation.examples
        loss = specification.lossFunction
        distillation = specification.distillation.map { settings in
            guard let teacher else { fatalError("a distillation needs its teacher's network") }
            return Objective.Distillation(
                teacher: teacher, temperature: settings.temperature, weight: settings.weight)
        }
        let inputShape = data.inputShape
        makeNetwork = { $0.network(inputShape: inputShape, keys: $1) }
        key = { RandomKey(seed: seed, job: job, purpose: $0) }
        self.job = job
        order =
            specification.training.shuffle
            ? .shuffled(RandomKey(seed: seed, job: job, purpose: "order")) : .stored
        self.progress = progress
    }

    public var inputShape: [Int] { trainingData.inputShape }
    public var batchSize: Int { specification.training.batchSize }

    /// The number of classes; nil for regression.
    public var classes: Int? {
        if case .classes(_, let count) = trainingData.targets { count } else { nil }
    }

    /// Whether the inputs are ids that an embedding takes.
    package var takesIds: Bool { specification.takesIds }

    /// The axes of the positions that have a class each; empty where each row has one target.
    package var targetShape: [Int] { trainingData.targetShape }

    /// The shape of what the network puts out for one row.
    package var headShape: [Int] {
        specification.outputShape(inputShape: inputShape)
    }

    /// How many numbers the network puts out for one target.
    package var headWidth: Int {
        targetShape.isEmpty ? headShape.reduce(1, *) : headShape.last ?? 1
    }

    /// The class that the loss leaves out.
    package var ignoredClass: Int32? { loss.ignoredClass }

    package func columnName(_ column: Int) -> String {
        trainingData.featureNames.indices.contains(column)
            ? "\"\(trainingData.featureNames[column])\""
            : trainingData.isImages ? "channel \(column)" : "feature \(column)"
    }

    /// A network with this job's initial weights: the same at each call.
    public func network() -> Network { makeNetwork(specification, weightKey) }

    /// The key of initial weights: of a seed of their own where the specification names one.
    package func weightKey(_ purpose: String) -> RandomKey {
        specification.initializationSeed.map {
            RandomKey(seed: $0, job: job, purpose: purpose)
        } ?? key(purpose)
    }

    package func trainingMode(_ purpose: String = "dropout") -> Mode { .training(key(purpose)) }

    /// Up to `count` training rows, drawn at random but the same at each call.
    package func sample(_ count: Int) -> Examples {
        guard count < training.count else { return training }
        var stream = RandomStream(key("sample"))
        return training.rows(Array(stream.permutation(training.count).prefix(count)))
    }

    /// Why the network's outputs can't be judged by these targets at all; nil where they can.
    public var objection: String? {
        teacherObjection ?? objection(to: headShape, targets: training.targets)
            ?? objection(to: headShape, targets: validation.targets)
    }

    /// Why the network can't learn from its teacher, such as in a trial of other layers.
    private var teacherObjection: String? {
        guard distillation != nil,
            let other = specification.teacherOutputShape(inputShape: inputShape),
            other != headShape
        else { return nil }
        return "the teacher puts out \(other) for each row, but the network \(headShape)"
    }

    /// What a check says that leaves the teacher out.
    package var teacherNote: String {
        distillation == nil ? "" : " (by the targets, without the teacher)"
    }

    /// Why outputs of `shape` for each row can't be judged by these targets; nil where they can.
    package func objection(to shape: [Int], targets: Networks.Targets) -> String? {
        if case .classes = targets, Array(shape.dropLast()) != targetShape {
            return "the network puts out \(shape) for each row, but the targets are "
                + (targetShape.isEmpty
                    ? "one class for each row" : "a class at each of \(targetShape) positions")
        }
        return loss.objection(to: shape, targets: targets)
    }

    /// - Throws: `RecipeError` where the loss can't even be computed from these targets.
    public func requireSoundTargets() throws {
        if let objection {
            throw RecipeError("\(objection); run the checks \"labels\" and \"shapes\"")
        }
    }
}
