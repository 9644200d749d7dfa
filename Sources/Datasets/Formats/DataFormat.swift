package import Components
package import Randomness

/// One data format that a file can name: its keys, and how its files become rows.
///
/// A new format is one value of this type in a file of its own, and its line in `all`.
package struct DataFormat: Sendable {
    /// How a format names validation data of their own.
    package enum OwnValidation: Sendable {
        /// `validation: {inputs: FILE, targets: FILE}`
        case pair
        /// `validation: {path: FILE}`
        case path
        /// `validation: {inputs: FILE}`
        case inputs
        case none

        package var keys: [String] {
            switch self {
            case .pair: ["inputs", "targets"]
            case .path: ["path"]
            case .inputs: ["inputs"]
            case .none: []
            }
        }
    }

    /// Where the data are: one file with what to read of it, or files of inputs and of targets.
    package struct Source: Sendable {
        package var path = ""
        package var inputs: [String] = []
        package var targets: [String] = []

        package init(path: String = "", inputs: [String] = [], targets: [String] = []) {
            self.path = path
            self.inputs = inputs
            self.targets = targets
        }
    }

    /// What a format's reader is asked for.
    package struct Request {
        package var source: Source
        /// What the file says with the format's own keys.
        package let settings: Settings
        package let reading: Reading
        /// The contents of a file, by its path as the experiment writes it.
        package let contents: (String) throws -> FileContents
        /// The key of a purpose, for data that are drawn.
        package let key: (String) -> RandomKey

        package init(
            source: Source, settings: Settings, reading: Reading,
            contents: @escaping (String) throws -> FileContents,
            key: @escaping (String) -> RandomKey
        ) {
            self.source = source
            self.settings = settings
            self.reading = reading
            self.contents = contents
            self.key = key
        }
    }

    package let name: String
    package let summary: String
    /// The keys beside those of every format; the settings that no other one has are `own`.
    package let keys: [Setting]
    /// The keys that its reader is asked with, by name.
    package let own: [String]
    package let ownValidation: OwnValidation
    /// Which of `classes` and `shape` a file must state.
    package let mustState: Set<String>
    /// The number of classes where a file states none.
    package let standardClasses: Int?
    /// Whether a file may state the shape of one input.
    package let hasShape: Bool
    /// Whether its inputs are ids, which an embedding takes.
    package let givesIds: Bool
    /// Whether its inputs are parts of one file by name, as messages then say.
    package let isArchive: Bool
    /// The shape of one input where the format settles it.
    package let inputShape: @Sendable (Settings) -> [Int]?
    /// Tells where inputs and targets are.
    package let source: @Sendable (Settings) -> Source
    package let read: @Sendable (Request) throws -> Dataset

    init(
        _ name: String, _ summary: String, keys: [Setting], own: [String] = [],
        ownValidation: OwnValidation, mustState: Set<String> = [], standardClasses: Int? = nil,
        hasShape: Bool = true, givesIds: Bool = false, isArchive: Bool = false,
        inputShape: @escaping @Sendable (Settings) -> [Int]? = { _ in nil },
        source: @escaping @Sendable (Settings) -> Source,
        read: @escaping @Sendable (Request) throws -> Dataset
    ) {
        self.name = name
        self.summary = summary
        self.keys = keys
        self.own = own
        self.ownValidation = ownValidation
        self.mustState = mustState
        self.standardClasses = standardClasses
        self.hasShape = hasShape
        self.givesIds = givesIds
        self.isArchive = isArchive
        self.inputShape = inputShape
        self.source = source
        self.read = read
    }

    /// Every format, in the order in which errors list them.
    package static let all: [DataFormat] = [
        .idx, .npz, .npy, .csv, .text, .cifar10, .synthetic, .jsonLines,
    ]
}

extension DataFormat.Source {
    /// The files that it names.
    package var files: [String] { path.isEmpty ? inputs + targets : [path] }
}
