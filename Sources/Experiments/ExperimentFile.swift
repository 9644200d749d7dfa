public import Foundation
public import Jobs

/// An experiment file, read and validated as a whole: with its parameters' defaults, at both ends
/// of every search range, and with every listed trial.
public struct ExperimentFile: Sendable {
    /// Reads a file that the experiment file names, by its path as written there.
    public typealias Companion = (String) throws -> Data

    /// One parameter that the file declares.
    public struct Parameter: Hashable, Sendable {
        public let name: String
        /// What checks use, and trials that do not name the parameter.
        public let defaultValue: ParameterValue
        /// What a search draws it from; nil where it stays at its default.
        public let distribution: Distribution?
    }

    /// The path that the file was given with, for messages.
    public let path: String
    /// In the order of the file.
    public let parameters: [Parameter]
    /// What a search tries; nil where no parameter can be drawn and the file has no `search`.
    public let searchPlan: SearchPlan?
    /// The specification with every parameter at its default.
    public let defaults: ExperimentSpecification
    /// The checks whose findings are known and may be wrong, with the reason. Jobs never hear
    /// of it.
    public let accepted: [String: String]
    /// What is allowed but doubtful.
    public let warnings: [ExperimentError]
    private let root: LocatedNode
    private let checks: [CheckDescription]

    /// The files that the experiment needs, as written: relative to the experiment file. A
    /// teacher's weights are one of them.
    public var dataPaths: [String] {
        let data = defaults.data.files
        guard let weights = defaults.distillation?.teacher.weights, !data.contains(weights) else {
            return data
        }
        return data + [weights]
    }

    /// Reads `text`.
    ///
    /// - Parameters:
    ///   - path: names the file in messages.
    ///   - checks: those that the section `checks` may speak of.
    ///   - companion: reads the file of `trials-from`. A worker, which has the trial's values from
    ///     its coordinator, leaves it out; `searchPlan` is then nil where the trials are in a file.
    /// - Throws: `ExperimentErrors` with all that is wrong.
    public init(
        text: String, path: String, checks: [CheckDescription] = [], companion: Companion? = nil
    ) throws(ExperimentErrors) {
        let diagnostics = Diagnostics(file: path)
        guard let root = YAMLReading.read(text, diagnostics: diagnostics) else {
            throw ExperimentErrors(Diagnostics.sorted(diagnostics.errors))
        }
        var reading = FileReading(root: root, checks: checks, diagnostics: diagnostics)
        let defaults = reading.readDefaults()
        let plan = reading.readSearch(companion: companion)
        accepted = reading.readAccepted()
        try diagnostics.throwIfFailed()
        guard let defaults else { fatalError("an experiment without errors has a specification") }
        reading.checkRanges()
        if case .list(let trials) = plan?.trials { reading.check(trials) }
        try diagnostics.throwIfFailed()
        reading.warn(plan: plan)
        self.path = path
        self.root = root
        self.checks = checks
        self.defaults = defaults
        parameters = reading.section.parameters
        searchPlan = plan
        warnings = Diagnostics.sorted(diagnostics.warnings)
    }

    /// Reads the bytes of a file, which must be UTF-8 text.
    ///
    /// - Throws: `ExperimentErrors` with all that is wrong.
    public init(
        bytes: Data, path: String, checks: [CheckDescription] = [], companion: Companion? = nil
    ) throws(ExperimentErrors) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ExperimentErrors([
                ExperimentError(
                    file: path, line: 0, column: 0, keyPath: "",
                    message: "the file is not UTF-8 text")
            ])
        }
        // Some editors put a byte order mark first.
        let marked = text.unicodeScalars.first == "\u{FEFF}"
        try self.init(
            text: marked ? String(text.unicodeScalars.dropFirst()) : text, path: path,
            checks: checks, companion: companion)
    }

    /// Reads the file at `path`, and the trials' file beside it where it names one.
    ///
    /// - Throws: `ExperimentErrors` with all that is wrong.
    public init(
        contentsOf path: String, checks: [CheckDescription] = []
    ) throws(ExperimentErrors) {
        let url = URL(filePath: path)
        let bytes: Data
        do {
            bytes = try Data(contentsOf: url)
        } catch {
            throw ExperimentErrors([
                ExperimentError(
                    file: path, line: 0, column: 0, keyPath: "",
                    message: "cannot read the file: " + Self.reason(error, path))
            ])
        }
        try self.init(bytes: bytes, path: path, checks: checks) { companion in
            try Data(contentsOf: URL(filePath: companion, relativeTo: url))
        }
    }

    private static func reason(_ error: any Error, _ path: String) -> String {
        let kind =
            try? FileManager.default.attributesOfItem(
                atPath: URL(filePath: path).resolvingSymlinksInPath().path)[.type]
            as? FileAttributeType
        return kind == .typeRegular || kind == .typeDirectory || kind == nil
            ? error.systemReason
            : "it is a pipe or a device, and is read more than once; write it to a file"
    }

    /// Returns the specification with some parameters at other values than their defaults.
    ///
    /// - Throws: `ExperimentErrors` where a parameter is not declared or a value is not allowed.
    public func specification(
        _ values: [String: ParameterValue] = [:]
    ) throws(ExperimentErrors) -> ExperimentSpecification {
        if values.isEmpty { return defaults }
        let diagnostics = Diagnostics(file: path)
        let names = parameters.map(\.name)
        for name in values.keys.sorted() where !names.contains(name) {
            diagnostics.fail(
                "unknown parameter \"\(name)\"\(Spelling.question(name, among: names)) "
                    + "(parameters: \(names.joined(separator: ", ")))", at: .none)
        }
        let specification = read(values, diagnostics: diagnostics)
        try diagnostics.throwIfFailed()
        guard let specification else { fatalError("values without errors have a specification") }
        return specification
    }

    /// Checks that the layers fit the data's inputs of `inputShape`, `[features]`, `[length,
    /// features]` or `[height, width, channels]`, which most files do not state.
    ///
    /// - Throws: `ExperimentErrors` that name the layers, their lines and the shapes.
    public func checkShapes(
        inputShape: [Int], values: [String: ParameterValue] = [:]
    ) throws(ExperimentErrors) {
        let diagnostics = Diagnostics(file: path)
        _ = read(values, inputShape: inputShape, diagnostics: diagnostics)
        try diagnostics.throwIfFailed()
    }

    /// Checks that the layers fit the data: the shape of their inputs, and where an embedding takes
    /// them that it has a row for each id.
    ///
    /// - Throws: `ExperimentErrors` that name the layers, their lines and what was found.
    public func check(_ data: ExperimentData) throws(ExperimentErrors) {
        let diagnostics = Diagnostics(file: path)
        _ = read([:], found: data, diagnostics: diagnostics)
        try diagnostics.throwIfFailed()
    }

    /// Returns an error at the place where the file names a file that it needs, in the first of
    /// these sections that does.
    func error(
        about name: String, in sections: [String] = ["data", "distillation"], _ message: String
    ) -> ExperimentErrors {
        let (mark, path) =
            sections.lazy
            .compactMap { root.mark(of: name, under: $0) }.first ?? (.none, "")
        return ExperimentErrors([
            ExperimentError(
                file: self.path, line: mark.line, column: mark.column, keyPath: path,
                message: message)
        ])
    }

    /// Returns the error at the place where the file names the teacher's weights.
    public func error(about teacher: TeacherError) -> ExperimentErrors {
        error(about: teacher.file, in: ["distillation"], "\(teacher)")
    }

    private func read(
        _ values: [String: ParameterValue], found: ExperimentData? = nil, inputShape: [Int]? = nil,
        diagnostics: Diagnostics
    ) -> ExperimentSpecification? {
        let all = parameters.reduce(into: values.mapValues(\.canonical)) { all, parameter in
            all[parameter.name] = all[parameter.name] ?? parameter.defaultValue
        }
        return SpecificationReader(
            root: root, values: all, checks: checks, diagnostics: diagnostics)?
            .specification(found: found, inputShape: inputShape)
    }
}
