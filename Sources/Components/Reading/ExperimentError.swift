/// One thing that is wrong (or, among the warnings, doubtful) in an experiment file: where it
/// stands, what was found, and what is allowed there.
public struct ExperimentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file's path as it was given to the parser.
    public var file: String
    /// From 1; 0 where no single place is to blame.
    public var line: Int
    /// From 1, in Unicode scalars; 0 where no single place is to blame.
    public var column: Int
    /// Where in the file's structure, such as `model[2].conv2d.kernel`; empty for the whole file.
    public var keyPath: String
    /// What was found, what is allowed, the nearest right spelling, what to do.
    public var message: String

    public init(file: String, line: Int, column: Int, keyPath: String, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.keyPath = keyPath
        self.message = message
    }

    /// The error as compilers print theirs: `mlp.yaml:12:5: model[2].conv2d: unknown key …`.
    public var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        return keyPath.isEmpty ? "\(place): \(message)" : "\(place): \(keyPath): \(message)"
    }
}

/// All that is wrong with an experiment file, in the order of its lines; never empty.
public struct ExperimentErrors: Error, Hashable, Sendable, CustomStringConvertible {
    public let errors: [ExperimentError]

    public init(_ errors: [ExperimentError]) {
        self.errors = errors
    }

    /// One line for each error.
    public var description: String {
        errors.map(\.description).joined(separator: "\n")
    }
}
