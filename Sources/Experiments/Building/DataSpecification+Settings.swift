internal import Datasets
internal import Jobs

/// What only some formats say.
extension DataSpecification {
    func text(_ name: String) -> String? {
        if case .scalar(.text(let value))? = settings[name] { value } else { nil }
    }

    func number(_ name: String) -> Double? {
        if case .scalar(let value)? = settings[name] { value.number } else { nil }
    }

    func integer(_ name: String) -> Int? { number(name).flatMap { Int(exactly: $0) } }

    var layout: Reading.Layout? { text("layout").flatMap { Reading.Layout(rawValue: $0) } }

    var isOfSequences: Bool { layout == .sequence }

    /// Where the inputs come from, for messages: the file, and in an archive the array.
    var sourceOfInputs: String {
        if path.isEmpty { return inputs.joined(separator: ", ") }
        return format == "npz" ? "\(path): \(inputs.joined(separator: ", "))" : path
    }
}
