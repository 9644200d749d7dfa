public import Datasets
public import Experiments
public import Jobs
public import Networks
public import Randomness
public import Training

/// An experiment's data before any network, as checks question them: read, split and scaled.
///
/// Made of a recipe, or of files alone.
public struct CheckedData {
    /// The rows that are trained on, as they enter the network.
    public var training: Dataset
    /// The rows that training is judged on.
    public var validation: Dataset
    /// How the values as read became these.
    public var normalizer: Normalizer
    /// What the training rows are cut into batches by; nil where no training is known.
    public var loader: DataLoader?
    /// nil where no training is known.
    public var loss: (any Loss)?
    /// Whether the inputs are ids of an embedding.
    public var takesIds = false
    /// How many numbers the network puts out for one target; nil where none is known.
    public var headWidth: Int?
    /// Whether nobody has said how the inputs are to be scaled.
    public var isUnscaled = false
    /// The key of each purpose of this job.
    public var key: (_ purpose: String) -> RandomKey
    let scans = DataScans()

    public init(_ data: ExperimentData, key: @escaping (_ purpose: String) -> RandomKey) {
        training = data.training
        validation = data.validation
        normalizer = data.normalizer
        self.key = key
    }

    init(_ recipe: Recipe) {
        training = recipe.trainingData
        validation = recipe.validationData
        normalizer = recipe.normalizer
        loader = DataLoader(
            recipe.training, batchSize: recipe.batchSize, order: recipe.order,
            augmentation: recipe.augmentation, transform: recipe.transform)
        loss = recipe.loss
        takesIds = recipe.takesIds
        headWidth = recipe.headWidth
        key = recipe.key
    }

    /// Takes what an experiment says of the data beside them, without its network.
    public mutating func take(_ specification: ExperimentSpecification, inputShape: [Int]) {
        loss = specification.lossFunction
        takesIds = specification.takesIds
        let shape = specification.outputShape(inputShape: inputShape)
        headWidth = training.targetShape.isEmpty ? shape.reduce(1, *) : shape.last
    }

    /// The number of classes; nil for values.
    var classes: Int? {
        if case .classes(_, let count) = training.targets { count } else { nil }
    }

    var ignoredClass: Int32? { loss?.ignoredClass }

    func columnName(_ column: Int) -> String { training.columnName(column) }

    /// Whether each row is a table's: neither a picture nor a sequence nor ids.
    var isTable: Bool { training.inputShape.count == 1 && !takesIds && training.tokens.isEmpty }

    /// What one pass over all training rows tells.
    var trainingScan: DataScan { scans.scan("training", training) }
    var validationScan: DataScan { scans.scan("validation", validation) }

    /// Returns a value as the file has it.
    func raw(_ value: Float, column: Int) -> Double {
        guard normalizer.offset.indices.contains(column) else { return Double(value) }
        return Double(value) * normalizer.divisor[column] + normalizer.offset[column]
    }
}

/// What was scanned of each set of rows, once.
final class DataScans {
    private var scans: [String: DataScan] = [:]
    private var samples: [ColumnSample]?

    func scan(_ name: String, _ data: Dataset) -> DataScan {
        if let scan = scans[name] { return scan }
        let scan = DataScan(data)
        scans[name] = scan
        return scan
    }

    func columns(_ make: () -> [ColumnSample]) -> [ColumnSample] {
        if let samples { return samples }
        let made = make()
        samples = made
        return made
    }
}

extension Dataset {
    /// What a feature or channel is called in messages.
    func columnName(_ column: Int) -> String {
        featureNames.indices.contains(column)
            ? "\"\(featureNames[column])\""
            : isImages ? "channel \(column)" : "feature \(column)"
    }
}

extension Recipe {
    /// The data alone, as checks question them.
    public var checkedData: CheckedData { CheckedData(self) }
}
