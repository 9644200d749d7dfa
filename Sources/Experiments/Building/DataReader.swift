internal import Components
internal import Datasets
internal import Jobs
internal import Randomness

/// Reads what a `DataSpecification` describes.
struct DataReader {
    private let specification: DataSpecification
    private let files: ExperimentFiles
    private let mostInMemory: Int
    /// How many rows are enough; nil for all.
    private let firstRows: Int?

    init(
        _ specification: DataSpecification, files: ExperimentFiles,
        mostInMemory: Int = Reading().mostInMemory, firstRows: Int? = nil
    ) {
        self.specification = specification
        self.files = files
        self.mostInMemory = mostInMemory
        self.firstRows = firstRows
    }

    /// The training file's rows, before any are held out.
    func whole(key: @escaping (String) -> RandomKey) throws -> Dataset {
        try dataset(specification.source, key: key)
    }

    func split(key: @escaping (String) -> RandomKey) throws -> Split {
        let data = try dataset(specification.source, key: key)
        switch specification.validation {
        case .fraction(let fraction):
            let rows = try RowSplit(fraction: fraction, of: data.count, key: key("split"))
            return Split(data, rows: rows)
        case .rows(let file):
            let held = try RowList.read(contents(file), of: data.count)
            return Split(data, rows: try RowSplit(heldOut: held, of: data.count))
        case .files(let inputs, let targets):
            let isOneFile = specification.kind.format.ownValidation == .path
            let own =
                isOneFile
                ? DataFormat.Source(
                    path: inputs, inputs: specification.inputs, targets: specification.targets)
                : DataFormat.Source(inputs: [inputs], targets: targets.map { [$0] } ?? [])
            let validation = try dataset(own, key: key, like: data)
            return try Split(training: data, validation: validation)
        }
    }

    private func dataset(
        _ source: DataFormat.Source, key: @escaping (String) -> RandomKey,
        like other: Dataset? = nil
    ) throws -> Dataset {
        func settled(_ names: [String]?) -> [String]? { names?.isEmpty ?? true ? nil : names }
        let (format, settings) = specification.kind
        var reading = Reading(
            classes: specification.classes, shape: specification.shape,
            layout: specification.layout, classNames: settled(other?.classNames),
            tokens: settled(other?.tokens), mostInMemory: mostInMemory)
        reading.columns = other?.origin
        reading.firstRows = firstRows
        return divideTargets(
            of: try format.read(
                DataFormat.Request(
                    source: source, settings: settings, reading: reading, contents: contents,
                    key: key)), by: settings.optionalNumber("divide-targets"))
    }

    private func contents(_ path: String) throws -> FileContents {
        try files.contents(of: path)
    }

    /// Targets divided and rounded down, as `divide-targets` asks.
    private func divideTargets(of data: Dataset, by divisor: Double?) -> Dataset {
        guard let divisor else { return data }
        let targets: Targets
        switch data.targets {
        case .classes(let labels, let count):
            targets = .classes(
                labels.map {
                    $0 == Targets.noLabel
                        ? $0 : Int32((Double($0) / divisor).rounded(.down))
                }, count: count)
        case .values(let values, let width):
            targets = .values(values.map { Float(Double($0) / divisor) }, width: width)
        }
        return data.with(targets)
    }
}
