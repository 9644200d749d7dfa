public import Jobs

/// What a person changes in an experiment file to get another experiment, in the file's words.
public struct ExperimentPatch: Hashable, Sendable, CustomStringConvertible {
    public enum Change: Hashable, Sendable {
        /// A key of the file, or of one of its sections, with its value, in lines of YAML; no
        /// lines: the key is left out.
        case key(section: String?, name: String, lines: [String])
        /// So many layers of the list `model`, from one on, and those that take their place, each
        /// in lines of YAML that begin with `- `.
        case layers(from: Int, count: Int, with: [[String]])
    }

    /// In the order of a file's sections.
    public let changes: [Change]

    /// The changed lines below their sections; what is left out is named in a comment.
    public var description: String {
        var lines: [String] = []
        var section: String?
        for change in changes {
            if let own = change.section, own != section { lines.append("\(own):") }
            section = change.section
            let inset = section == nil ? "" : "  "
            lines += change.words.map { inset + $0 }
        }
        return lines.joined(separator: "\n")
    }
}

extension ExperimentPatch.Change {
    fileprivate var section: String? {
        switch self {
        case .key(let section, _, _): section
        case .layers: "model"
        }
    }

    fileprivate var words: [String] {
        switch self {
        case .key(_, let name, let lines): lines.isEmpty ? ["# without \(name)"] : lines
        case .layers(let first, let count, let layers):
            [Self.comment(first, count, isEmpty: layers.isEmpty)] + layers.flatMap { $0 }
        }
    }

    private static func comment(_ first: Int, _ count: Int, isEmpty: Bool) -> String {
        let which = count > 1 ? "layers \(first) to \(first + count - 1)" : "layer \(first)"
        if isEmpty { return "# without \(which)" }
        return count == 0 ? "# before layer \(first)" : "# in place of \(which)"
    }
}

extension Edit {
    /// Returns what a person changes in the experiment's file to make this edit.
    ///
    /// - Throws: `EditError` where the edit does not fit.
    public func patch(of experiment: ExperimentSpecification) throws(EditError) -> ExperimentPatch {
        experiment.patch(to: try experiment.applying([self]))
    }
}
