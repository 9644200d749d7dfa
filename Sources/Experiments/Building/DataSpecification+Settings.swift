internal import Components
internal import Datasets
internal import Jobs

/// What the formats say of the data.
extension DataSpecification {
    var layout: Reading.Layout? {
        guard case .scalar(.text(let word))? = settings["layout"] else { return nil }
        return Reading.Layout(rawValue: word)
    }

    var isOfSequences: Bool { layout == .sequence }

    /// The shape of one input, where the specification alone gives it.
    var inputShape: [Int]? {
        let (format, settings) = kind
        if let own = format.inputShape(settings) { return own }
        return shape.map { $0.count == 2 && !isOfSequences ? $0 + [1] : $0 }
    }

    /// Where the inputs come from, for messages: the file, and in an archive the array.
    var sourceOfInputs: String {
        if path.isEmpty { return inputs.joined(separator: ", ") }
        return kind.format.isArchive ? "\(path): \(inputs.joined(separator: ", "))" : path
    }
}
