import Foundation
import Testing

/// A healthy experiment of the zoo: it trains well, and no check may fail on it.
struct ZooExperiment: Sendable, CustomTestStringConvertible {
    let name: String
    /// What of the data section says where they are.
    private let data: String
    private let model: [String]
    private let loss: String
    private let optimizer: String
    private let training: String
    private let more: String

    var testDescription: String { name }

    init(
        _ name: String, _ data: String, _ model: [String], _ loss: String, _ optimizer: String,
        _ training: String, more: String = ""
    ) {
        self.name = name
        self.data = data
        self.model = model
        self.loss = loss
        self.optimizer = optimizer
        self.training = training
        self.more = more
    }

    /// The experiment file.
    var text: String {
        """
        experiment: \(name)
        data: {\(data)}
        model:
        \(model.map { "  - \($0)" }.joined(separator: "\n"))
        loss: \(loss)
        optimizer: \(optimizer)
        training: {\(training)}
        \(more)
        """
    }

    /// Numbers from two NumPy files; `more` are further keys.
    static func files(_ set: String, _ more: String = "normalize: standard") -> String {
        "format: npy, inputs: \(set)-x.npy, targets: \(set)-y.npy, \(more)"
    }

    /// The real handwritten digits of the examples.
    static func digits(_ more: String) -> String {
        "format: npz, path: digits.npz, inputs: images, targets: labels, classes: 10, \(more)"
    }

    static let all = tables + classes + images + sequences

    /// Writes every experiment and its data into a folder.
    static func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let sets = Set(
            all.flatMap { $0.data.matches(of: /inputs: (\w+)-x\.npy/).map { String($0.1) } })
        for set in sets.sorted() {
            let made = ZooSets.make(set)
            try made.inputs.bytes.write(to: folder.appending(path: "\(set)-x.npy"))
            try made.targets.bytes.write(to: folder.appending(path: "\(set)-y.npy"))
        }
        try Data(ZooSets.text.utf8).write(to: folder.appending(path: "text.txt"))
        let digits = folder.appending(path: "digits.npz")
        try? FileManager.default.removeItem(at: digits)
        let root = URL(filePath: #filePath).deletingLastPathComponent()
        try FileManager.default.copyItem(
            at: root.appending(path: "../../../examples/digits/digits.npz"), to: digits)
        for experiment in all {
            try Data(experiment.text.utf8)
                .write(to: folder.appending(path: "\(experiment.name).yaml"))
        }
    }
}
