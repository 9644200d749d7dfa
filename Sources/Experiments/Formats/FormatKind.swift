internal import Components
internal import Datasets
internal import Jobs

/// A data format with all keys of the section `data`, those that every format has included.
struct FormatKind: Catalogued {
    let format: DataFormat
    let component: ComponentKind

    init(_ format: DataFormat) {
        self.format = format
        let shared: [Setting] = [
            .classes(
                isRequired: format.mustState.contains("classes"), standard: format.standardClasses),
            .shape(isRequired: format.mustState.contains("shape")),
            .validation(format.ownValidation), .normalization, .targetDivisor, .augmentation,
        ]
        component = ComponentKind(
            name: format.name, summary: format.summary,
            settings: [.format(format.name)] + format.keys
                + shared.filter { format.hasShape || $0.name != "shape" })
    }
}

extension Catalogue where Entry == FormatKind {
    static let formats: Catalogue<FormatKind> = Catalogue(
        noun: "data format", entries: DataFormat.all.map { FormatKind($0) })
}

extension DataSpecification {
    /// The format that the data are in, and what the file says with its own keys.
    var kind: (format: DataFormat, settings: Settings) {
        let (kind, settings) = Catalogue.formats.settings(
            ComponentSpecification(kind: format, settings: self.settings))
        return (kind.format, settings)
    }

    var source: DataFormat.Source {
        DataFormat.Source(path: path, inputs: inputs, targets: targets)
    }

    /// All files that they need, each once, as the experiment file writes them.
    var files: [String] {
        var files = source.files
        switch validation {
        case .fraction: break
        case .files(let inputs, let targets): files += [inputs] + (targets.map { [$0] } ?? [])
        case .rows(let file): files.append(file)
        }
        var seen: Set<String> = []
        return files.filter { seen.insert($0).inserted }
    }
}
