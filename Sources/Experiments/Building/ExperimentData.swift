public import Datasets
public import Jobs
internal import Networks
internal import Randomness
internal import Tensors
public import Training

/// An experiment's data, read, split and normalised, as they enter training.
public struct ExperimentData {
    /// As they enter the network.
    public var training: Dataset
    public var validation: Dataset
    /// The training rows' statistics as read, before normalisation, by feature or channel.
    public let rawColumns: [ColumnStatistics]
    public let normalizer: Normalizer

    /// Reads the files, splits the rows and normalises by the training rows alone. The split
    /// depends on the seed and the data's content, on nothing else: all jobs of a run judge on the
    /// same rows.
    ///
    /// - Parameters:
    ///   - files: where the files lie; the contents of those that are data key the split.
    ///   - mostInMemory: inputs of more bytes as numbers stay in their file.
    /// - Throws: `DataError` where a file is missing, damaged or does not fit.
    public init(
        _ specification: DataSpecification, seed: UInt64, files: ExperimentFiles,
        mostInMemory: Int = Reading().mostInMemory
    ) throws {
        let reader = DataReader(specification, files: files, mostInMemory: mostInMemory)
        let content = specification.files.compactMap { files.hash(of: $0)?.text }
            .sorted().joined(separator: ",")
        func key(_ purpose: String) -> RandomKey {
            RandomKey(seed: seed, job: "", purpose: "\(purpose)/\(content)")
        }
        var split = try reader.split(key: key)
        for fault in specification.faults ?? [] { fault.spoil(&split, key: key) }
        rawColumns = ColumnStatistics.columns(of: split.training, threads: Cores.used)
        let normalizer = try Normalizer(
            specification.normalization.method, fittedTo: split.training, statistics: rawColumns)
        training = split.training
        validation = split.validation
        normalizer.apply(to: &training)
        let faults = specification.faults ?? []
        if !faults.contains(where: { $0.kind == .rawValidation }) {
            normalizer.apply(to: &validation)
        }
        for fault in faults { fault.spoilNormalized(&training, &validation) }
        self.normalizer = normalizer
    }

    /// Reads headers and some of the first rows, which stand for the training and the validation
    /// data: enough for all that depends on shapes and classes alone.
    ///
    /// - Throws: `DataError` where the file is missing, or its header is damaged.
    public init(
        outlineOf specification: DataSpecification, seed: UInt64, files: ExperimentFiles
    ) throws {
        training = try DataReader(specification, files: files, firstRows: 64).whole {
            RandomKey(seed: seed, job: "", purpose: $0)
        }
        validation = training
        rawColumns = []
        normalizer = try Normalizer(.none, fittedTo: training)
    }

    /// The shape of one input.
    public var inputShape: [Int] { training.inputShape }

    /// The inputs as those of an embedding.
    var ids: IdRange { IdRange(training, validation) }
}

extension DataSpecification.Normalization {
    fileprivate var method: Normalizer.Method {
        switch self {
        case .none: .none
        case .unit: .unit
        case .standard: .standard
        case .given(let mean, let deviation): .given(mean: mean, deviation: deviation)
        }
    }
}

extension Dataset {
    /// The rows as tensors. Labels stay as read, in range or not: a loss objects to those that
    /// no class has. Rows that stay in their file become tensors batch by batch.
    public var examples: Examples {
        let targets: Networks.Targets =
            switch targets {
            case .classes(let labels, _): .classes(labels)
            case .values(let values, let width): .values(Tensor(values, shape: [count, width]))
            }
        return isInMemory
            ? Examples(inputs: Tensor(inputs, shape: [count] + inputShape), targets: targets)
            : Examples(source: DatasetRows(data: self), targets: targets)
    }
}

/// The rows of a data set that is too large to be a tensor.
private struct DatasetRows: RowSource {
    let data: Dataset

    var count: Int { data.count }
    var inputShape: [Int] { data.inputShape }

    func inputs(_ rows: [Int]) -> Tensor {
        Tensor(data.inputs(at: rows), shape: [rows.count] + inputShape)
    }
}
