internal import Datasets
internal import Jobs

/// One data format of the experiment file: its keys and the files it needs.
///
/// A new format is one value of this type in a file of its own, and its entry in `all`.
struct DataFormat: Sendable {
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
        var settings: [String: SettingValue] = [:]
    }

    let name: String
    /// The keys beside those of every format.
    let keys: [Key]
    let ownValidation: OwnValidation
    /// Which of `classes` and `shape` the file must state.
    var mustState: Set<String> = []
    /// The number of classes where the file states none.
    var standardClasses: Int?
    /// Reads the format's own keys; nil after a complaint.
    let read: @Sendable (Members) -> Source?
    /// The files of what is trained on, as the experiment file writes them.
    let files: @Sendable (DataSpecification) -> [String]

    static let all: [DataFormat] = [.idx, .npz, .npy, .csv, .text, .cifar10, .synthetic]

    static func named(_ name: String) -> DataFormat? { all.first { $0.name == name } }

    /// All files that a specification needs, each once.
    static func files(of data: DataSpecification) -> [String] {
        var files = named(data.format)?.files(data) ?? []
        switch data.validation {
        case .fraction: break
        case .files(let inputs, let targets): files += [inputs] + (targets.map { [$0] } ?? [])
        case .rows(let file): files.append(file)
        }
        var seen: Set<String> = []
        return files.filter { seen.insert($0).inserted }
    }
}

extension DataFormat {
    /// The key `layout`: what the axes of one input are.
    static let layout = Key(name: "layout", synonyms: ["order", "data-format", "channels"])

    static func readLayout(
        _ members: Members, of words: [String] = Reading.Layout.allCases.map(\.rawValue),
        into source: inout Source
    ) {
        guard let field = members["layout"] else { return }
        if let layout = field.word(of: words) {
            source.settings["layout"] = .text(layout)
        }
    }
}

extension SettingValue {
    static func text(_ value: String) -> SettingValue { .scalar(.text(value)) }
    static func integer(_ value: Int) -> SettingValue { .scalar(.integer(value)) }
    static func flag(_ value: Bool) -> SettingValue { .scalar(.flag(value)) }
}
