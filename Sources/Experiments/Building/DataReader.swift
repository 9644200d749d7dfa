internal import Datasets
internal import Jobs
internal import Randomness

/// Reads what a `DataSpecification` describes.
struct DataReader {
    private let specification: DataSpecification
    private let files: ExperimentFiles

    init(_ specification: DataSpecification, files: ExperimentFiles) {
        self.specification = specification
        self.files = files
    }

    func split(key: (String) -> RandomKey) throws -> Split {
        let data = try dataset(
            path: specification.path, inputs: specification.inputs,
            targets: specification.targets, key: key)
        switch specification.validation {
        case .fraction(let fraction):
            let rows = try RowSplit(fraction: fraction, of: data.count, key: key("split"))
            return Split(data, rows: rows)
        case .rows(let file):
            let held = try RowList.read(contents(file), of: data.count)
            return Split(data, rows: try RowSplit(heldOut: held, of: data.count))
        case .files(let inputs, let targets):
            let isArchive = ["npz", "csv", "text"].contains(specification.format)
            let validation = try dataset(
                path: isArchive ? inputs : "",
                inputs: isArchive ? specification.inputs : [inputs],
                targets: isArchive ? specification.targets : targets.map { [$0] } ?? [], key: key,
                like: data)
            return try Split(training: data, validation: validation)
        }
    }

    private func dataset(
        path: String, inputs: [String], targets: [String], key: (String) -> RandomKey,
        like other: Dataset? = nil
    ) throws -> Dataset {
        func settled(_ names: [String]?) -> [String]? { names?.isEmpty ?? true ? nil : names }
        let reading = Reading(
            classes: specification.classes, shape: specification.shape,
            layout: specification.layout, classNames: settled(other?.classNames),
            tokens: settled(other?.tokens))
        let data: Dataset
        switch specification.format {
        case "idx":
            data = try .idx(
                inputs: contents(inputs[0]), targets: contents(targets[0]), reading: reading)
        case "npy":
            data = try .npy(
                inputs: contents(inputs[0]), targets: contents(targets[0]), reading: reading)
        case "npz":
            data = try .npz(
                contents(path), inputs: inputs[0], targets: targets[0], reading: reading)
        case "csv":
            data = try .csv(
                contents(path), inputs: inputs, targets: targets, options: tableOptions,
                reading: reading)
        case "text":
            data = try .text(contents(path), options: textOptions, reading: reading)
        case "cifar10":
            data = try .cifar10(
                try inputs.map(contents), classes: specification.classes ?? 10)
        case "synthetic":
            data = try synthetic(key("synthetic"))
        default:
            fatalError("the data format \(specification.format) is listed but can't be read")
        }
        return divideTargets(of: data)
    }

    private func contents(_ path: String) throws -> FileContents {
        try files.contents(of: path)
    }

    private func synthetic(_ key: RandomKey) throws -> Dataset {
        let shape = specification.shape ?? [1, 1, 1]
        let isTable = shape.count == 1
        let image = isTable ? [1, 1, shape[0]] : shape.count == 2 ? shape + [1] : shape
        let data = try Dataset.syntheticImages(
            count: specification.integer("size") ?? 2, height: image[0], width: image[1],
            channels: image[2], classes: specification.classes ?? 2, key: key)
        guard isTable || specification.isOfSequences else { return data }
        return Dataset(inputs: data.inputs, inputShape: shape, targets: data.targets)
    }

    /// Targets divided and rounded down, as `divide-targets` asks.
    private func divideTargets(of data: Dataset) -> Dataset {
        guard let divisor = specification.number("divide-targets") else { return data }
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

    private var textOptions: TextOptions {
        TextOptions(
            tokens: specification.text("tokens").flatMap(TextOptions.Tokens.init) ?? .characters,
            goal: specification.text("targets").flatMap(TextOptions.Goal.init) ?? .nextToken,
            length: specification.integer("length") ?? 1)
    }

    private var tableOptions: CSVTable.Options {
        let separators: [String: Character] = ["comma": ",", "semicolon": ";", "tab": "\t"]
        var header: Bool?
        if case .scalar(.flag(let value))? = specification.settings["header"] { header = value }
        let separator = specification.text("separator").flatMap { separators[$0] }
        return CSVTable.Options(separator: separator, hasHeader: header)
    }
}
