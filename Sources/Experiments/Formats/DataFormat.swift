internal import Jobs

/// One data format of the experiment file: its keys and the files it needs.
///
/// A new format is one value of this type in a file of its own, and its entry in the catalogue.
struct DataFormat: Catalogued {
    /// How a format names validation data of their own.
    enum OwnValidation: Sendable {
        /// `validation: {inputs: FILE, targets: FILE}`
        case pair
        /// `validation: {path: FILE}`
        case path
        /// `validation: {inputs: FILE}`
        case inputs
        case none

        var keys: [String] {
            switch self {
            case .pair: ["inputs", "targets"]
            case .path: ["path"]
            case .inputs: ["inputs"]
            case .none: []
            }
        }
    }

    /// What is particular to a format in what a file says.
    struct Source {
        var path = ""
        var inputs: [String] = []
        var targets: [String] = []
        /// The settings that only this format's reader knows, by name.
        var own: [String] = []
    }

    let component: ComponentKind
    /// Tells where inputs and targets are.
    let source: @Sendable (Settings) -> Source
    /// The files of what is trained on, as the experiment file writes them.
    let files: @Sendable (DataSpecification) -> [String]

    /// - Parameters:
    ///   - keys: those beside the keys of every format.
    ///   - mustState: which of `classes` and `shape` a file must state.
    ///   - standardClasses: the number of classes where a file states none.
    ///   - hasShape: whether a file may state the shape of one input.
    init(
        _ name: String, _ summary: String, keys: [Setting], ownValidation: OwnValidation,
        mustState: Set<String> = [], standardClasses: Int? = nil, hasShape: Bool = true,
        source: @escaping @Sendable (Settings) -> Source,
        files: @escaping @Sendable (DataSpecification) -> [String]
    ) {
        let shared: [Setting] = [
            .classes(isRequired: mustState.contains("classes"), standard: standardClasses),
            .shape(isRequired: mustState.contains("shape")), .validation(ownValidation),
            .normalization, .targetDivisor, .augmentation,
        ]
        component = ComponentKind(
            name: name, summary: summary,
            settings: [.format(name)] + keys + shared.filter { hasShape || $0.name != "shape" })
        self.source = source
        self.files = files
    }

    /// All files that a specification needs, each once.
    static func files(of data: DataSpecification) -> [String] {
        var files = Catalogue.formats.entry(named: data.format)?.files(data) ?? []
        switch data.validation {
        case .fraction: break
        case .files(let inputs, let targets): files += [inputs] + (targets.map { [$0] } ?? [])
        case .rows(let file): files.append(file)
        }
        var seen: Set<String> = []
        return files.filter { seen.insert($0).inserted }
    }
}

extension Catalogue where Entry == DataFormat {
    static let formats = Catalogue(
        noun: "data format", entries: [.idx, .npz, .npy, .csv, .text, .cifar10, .synthetic])
}

extension Settings {
    /// The words of a setting that lists some; none where it is left out.
    func words(_ name: String) -> [String] {
        guard case .list(let values) = self[name] else { return [] }
        return values.compactMap { if case .scalar(.text(let word)) = $0 { word } else { nil } }
    }
}

extension SettingValue {
    static func text(_ value: String) -> SettingValue { .scalar(.text(value)) }
}
